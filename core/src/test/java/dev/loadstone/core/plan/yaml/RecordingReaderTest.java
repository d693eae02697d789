package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.dsl.Steps.http;
import static dev.loadstone.core.plan.dsl.Steps.record;
import static dev.loadstone.core.plan.dsl.Steps.recordTime;
import static dev.loadstone.core.plan.dsl.Steps.recordWhether;
import static dev.loadstone.core.plan.yaml.PlanFixture.problems;
import static dev.loadstone.core.plan.yaml.PlanFixture.steps;
import static dev.loadstone.core.plan.yaml.PlanFixture.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Condition;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.LoadSpec;
import dev.loadstone.core.plan.dsl.PhaseSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that take a figure down. */
final class RecordingReaderTest {
  private static final String ASKS = "- {http: /x, extract: {a: $.a, b: $.b}}\n";

  @Test
  void value_isArithmeticOnWhatIsKnown() {
    Step.Recording step =
        (Step.Recording) steps(ASKS + "- {record: saving, value: '1 - ${a} / ${b}'}\n").getLast();

    assertThat(step.name()).isEqualTo("saving");
    Step.Recording.Value value = (Step.Recording.Value) step.source();
    assertThat(value.operands()).hasSize(2);
    assertThat(value.unit()).isEmpty();
    assertThat(value.formula().value(index -> index == 0 ? 3 : 4)).isEqualTo(0.25);
  }

  @Test
  void condition_mayCompareTwoValues() {
    Step.Recording step =
        (Step.Recording) steps(ASKS + "- {record: same, holds: '${a} >= ${b}'}\n").getLast();

    Condition condition = ((Step.Recording.Truth) step.source()).condition();
    assertThat(condition.test()).isEqualTo(new Check.Compares(Operator.GREATER_OR_EQUAL, ""));
    assertThat(condition.other()).isPresent();
    assertThat(condition.other()).isNotEqualTo(Optional.of(condition.subject()));
  }

  @Test
  void steps_ofJava_sayTheSame() {
    Plan plan =
        LoadPlan.named("shop")
            .target("http://127.0.0.1:18800")
            .load(LoadSpec.open(PhaseSpec.rate(5).over(Duration.ofSeconds(10))))
            .scenario(
                "main",
                scenario ->
                    scenario.steps(
                        http("/x"),
                        record("cost", "1 + 2"),
                        recordTime("decision", "${user.id}", TimeUnit.MILLISECONDS),
                        recordWhether("right", "${user.id} == 3")))
            .build();

    assertThat(plan.scenarios().getFirst().steps().subList(1, 4))
        .isEqualTo(
            steps(
                """
                - {record: cost, value: 1 + 2}
                - {record: decision, value: "${user.id}", unit: ms}
                - {record: right, holds: "${user.id} == 3"}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{record: x}|6:5: steps[1] must say what is taken down. Write value: \"${cost}\", or holds: \"${provider} == fast\".",
        "{record: x, value: 1, holds: '${a} == 1'}|6:5: steps[1] must have value or holds, not both. Write value: \"${cost}\", or holds: \"${provider} == fast\".",
        "{record: x, unit: ms, holds: '${a} == 1'}|6:5: steps[1] must not have a unit beside holds. Leave unit out.",
        "{record: x, value: '${a} +'}|6:24: steps[1].value must be a number, a value or arithmetic with them, but is not at its end, got: ${a} +. Write it as 1 - ${cost} / ${directCost}.",
        "{record: x, value: '${c}'}|6:24: steps[1].value must use a known name, got: ${c}. Did you mean ${a}?",
        "{record: x, value: 1, unit: min}|6:33: steps[1].unit must be one of ns, us, ms, s, got: min",
        "{record: x, holds: '${a} == ${c}'}|6:24: steps[1].holds must use a known name, got: ${c}. Did you mean ${a}?",
        "{record: x, holds: '${a} == ${b}0'}|6:24: steps[1].holds must have a fixed value on the right, got: ${a} == ${b}0. Put the expression on the left.",
        "{record: x, value: [1]}|6:24: steps[1].value must be a single value, got: a list",
      })
  void problem_namesPlaceAndFix(String step, String problem) {
    assertThat(problems(withSteps(ASKS + "- " + step + "\n")))
        .singleElement()
        .asString()
        .startsWith("plan.yaml:" + problem);
  }

  @Test
  void threshold_namesFiguresThatThePlanHas() {
    String plan =
        withSteps(ASKS + "- {record: cost, value: '${a}'}\n")
            + "thresholds: ['recorded{record=csot}.mean < 1']\n";

    assertThat(problems(plan))
        .containsExactly(
            "plan.yaml:7:14: thresholds[0] must name a known record, got: csot. Did you mean cost?");
  }
}
