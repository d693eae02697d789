package dev.loadstone.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Scenario;
import dev.loadstone.engine.program.CompiledScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScenarioChoiceTest {
  private static final int DRAWS = 100_000;

  private static List<CompiledScenario> weighted(double... weights) {
    List<CompiledScenario> scenarios = new ArrayList<>();
    for (double weight : weights) {
      Scenario scenario =
          new Scenario(
              "s" + scenarios.size(),
              weight,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of());
      scenarios.add(
          new CompiledScenario(
              scenarios.size(), scenario, List.of(), List.of(), List.of(), List.of(), 0));
    }
    return scenarios;
  }

  /** One percent of 100 000 draws is more than six standard deviations of any share. */
  @Test
  void of_manyNumbers_choosesByWeight() {
    ScenarioChoice choice = new ScenarioChoice(weighted(70, 25, 4.5, 0.5), 1);
    int[] counts = new int[4];
    for (int i = 0; i < DRAWS; i++) {
      counts[choice.of(i).index()]++;
    }

    double[] shares = {0.70, 0.25, 0.045, 0.005};
    for (int i = 0; i < shares.length; i++) {
      assertThat((double) counts[i] / DRAWS).isBetween(shares[i] - 0.01, shares[i] + 0.01);
    }
    assertThat(counts[3]).isPositive();
  }

  @Test
  void of_sameNumber_isTheSameScenario() {
    List<CompiledScenario> scenarios = weighted(1, 1, 1);
    ScenarioChoice one = new ScenarioChoice(scenarios, 7);
    ScenarioChoice other = new ScenarioChoice(scenarios, 7);
    for (long number = 0; number < 1_000; number++) {
      assertThat(one.of(number)).isSameAs(other.of(number));
    }
  }

  @Test
  void of_single_isAlwaysIt() {
    List<CompiledScenario> scenarios = weighted(0.1);
    assertThat(new ScenarioChoice(scenarios, 7).of(Long.MAX_VALUE)).isSameAs(scenarios.getFirst());
  }
}
