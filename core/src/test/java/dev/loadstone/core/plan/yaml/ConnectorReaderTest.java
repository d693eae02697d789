package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.ConnectorStep;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConnectorReaderTest {
  private static final String LOAD = "load: {phases: [{rate: 5/s, for: 10s}]}\n";

  private static String plan(String target, String steps) {
    return "name: x\ntarget: " + target + "\n" + LOAD + "steps:\n" + steps.indent(2);
  }

  private static ConnectorStep step(String plan) {
    return (ConnectorStep) PlanFixture.read(plan).scenarios().getFirst().steps().getFirst();
  }

  @Test
  void step_withEveryKey_isRead() {
    ConnectorStep step =
        step(
            plan(
                "echo://10.0.0.1:7",
                """
                - echo: [hello, "user ${user.id}"]
                  times: 3
                  voice: low
                  delay: 20ms
                  walls: [{distance: 5}, {distance: "${random.int(1,9)}"}]
                  marks: {a: 1, b: two}
                  timeout: 2s
                  check: ["$.echo[0] == hello", response_time < 1s]
                  extract: {first: "$.echo[0]"}
                  name: shout
                  slo: 5ms
                  onFailure: continue
                """));
    assertThat(step.kind()).isEqualTo("echo");
    assertThat(step.name()).isEqualTo("shout");
    assertThat(step.on()).hasValue(Target.DEFAULT);
    assertThat(step.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(step.slo()).hasValue(Duration.ofMillis(5));
    assertThat(step.continueOnFailure()).isTrue();
    assertThat(step.checks()).hasSize(2);
    assertThat(step.extractions()).hasSize(1);
    assertThat(step.arguments().entries().keySet())
        .containsExactly("echo", "times", "voice", "delay", "walls", "marks");
    assertThat(step.arguments().templates().stream().map(part -> part.outline()))
        .containsExactly("hello", "user …", "3", "low", "20ms", "5", "…", "1", "two");
  }

  @Test
  void name_leftOut_isTheKindWithItsFirstWord() {
    assertThat(step(plan("echo://10.0.0.1:7", "- echo: [hello, you]")).name())
        .isEqualTo("echo hello");
    assertThat(step(plan("echo://10.0.0.1:7", "- echo: " + "x".repeat(70))).name())
        .isEqualTo("echo " + "x".repeat(54) + "…");
  }

  @Test
  void target_onlyOneOfTheKind_needsNoOn() {
    Plan plan =
        PlanFixture.read(
            plan(
                "{api: 'http://10.0.0.1', wall: 'echo://10.0.0.2:7'}",
                "- echo: hello\n- {http: /x, on: api}"));
    ConnectorStep step = (ConnectorStep) plan.scenarios().getFirst().steps().getFirst();
    assertThat(step.on()).isEqualTo(Optional.of("wall"));
    assertThat(plan.targets().values()).extracting(Target::isHttp).containsExactly(true, false);
  }

  @Test
  void section_withACredential_isInEveryStep() {
    ConnectorStep step =
        step(
            plan("echo://10.0.0.1:7", "- echo: hello")
                + "echo: {voices: 3, secret: \"${credentials.word}\"}\n"
                + "credentials: {word: {env: WORD}}\n".replace("env: WORD", "file: pom.xml"));
    assertThat(step.settings().entries().keySet()).containsExactly("voices", "secret");
  }

  @Test
  void mistakes_areToldTogetherEachAtItsPlace() {
    assertThat(
            PlanFixture.problems(
                plan(
                    "{a: 'echo://10.0.0.1:7', b: 'echo://10.0.0.2:7', api: 'http://10.0.0.1'}",
                    """
                    - echo: hello
                    - {echo: hello, on: api}
                    - {echo: hello, on: a, times: 10, voice: hihg, delay: soon, loud: maybe}
                    - {echo: {a: b}, on: a, walls: [{}, {distance: 5, height: 2}]}
                    - {echo: hello, on: a, check: status == 200, extract: {x: {header: y}}}
                    - {echo: hello, on: a, loud: true, voice: low}
                    - {on: a, tims: 3, echo: hello}
                    """)))
        .containsExactlyElementsOf(
            List.of(
                "plan.yaml:5:5: steps[0] must say on which target it runs, for the plan has several. Add on: with one of a, b.",
                "plan.yaml:6:23: steps[1].on must name a target of the plan with the scheme echo, got: api. Use one of: a, b.",
                "plan.yaml:7:33: steps[2].times must be a whole number from 1 to 9, got: 10",
                "plan.yaml:7:44: steps[2].voice must be one of high, low, got: hihg. Did you mean high?",
                "plan.yaml:7:57: steps[2].delay must be written like 250ms, 2s, 1m30s, got: soon",
                "plan.yaml:7:69: steps[2].loud must be true or false, got: maybe",
                "plan.yaml:8:12: steps[3].echo must be a single value, got: a mapping",
                "plan.yaml:8:35: steps[3].walls[0] must have the key 'distance'. How far away.",
                "plan.yaml:8:53: steps[3].walls[1].height is not a known key. Use one of: distance.",
                "plan.yaml:9:33: steps[4].check must be about $.path, body, body_bytes or response_time, got: status == 200. The result is one JSON document; see docs/connectors.md.",
                "plan.yaml:9:57: steps[4].extract must take x from $.path or by regex, for the result has no headers",
                "plan.yaml:10:45: steps[5].voice must not stand beside loud. Remove one.",
                "plan.yaml:11:13: steps[6].tims is not a known key. Did you mean times?"));
  }

  @Test
  void section_withAValueOfUsers_isRefused() {
    assertThat(
            PlanFixture.problems(
                plan("echo://10.0.0.1:7", "- echo: hello") + "echo: {secret: \"${user.id}\"}\n"))
        .containsExactly(
            "plan.yaml:6:7: echo must have only values that are known before the run. Use environment variables or credentials.");
  }

  @Test
  void http_withoutAnHttpTarget_isToldAtTheTarget() {
    assertThat(PlanFixture.problems(plan("echo://10.0.0.1:7", "- http: /x")))
        .containsExactly(
            "plan.yaml:2:9: target must have an http or https URL, for some steps speak HTTP. Write it as http://127.0.0.1:8080.");
  }

  @Test
  void kind_withoutATargetOfItsScheme_isToldAtTheStep() {
    assertThat(PlanFixture.problems(plan("http://10.0.0.1:7", "- echo: x")))
        .containsExactly(
            "plan.yaml:5:5: steps[0] must have a target with the scheme echo, and the plan has none. Add one to target.");
  }

  @Test
  void target_ofStepsThatNeedNone_mayBeLeftOut() {
    String plan = "name: x\n" + LOAD + "steps: [{repeat: {times: 2, steps: [{call: a.B#c}]}}]\n";
    assertThat(PlanFixture.read(plan).targets()).isEmpty();
    assertThat(PlanFixture.problems(plan.replace("{call: a.B#c}", "{echo: x}")))
        .containsExactly(
            "plan.yaml:1:1: must have the key 'target'. Write target: http://127.0.0.1:8080, or give --target.");
  }
}
