package dev.loadstone.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.problem.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanTextTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("SECRET", "hush");
  private static final String HEAD =
      "name: x\ntarget: http://127.0.0.1:1\nload: {phases: [{rate: 5/s, for: 1s}]}\n";

  private static EffectivePlan read(boolean trusted, String rest) {
    return new PlanText(ENVIRONMENT, trusted).read(HEAD + rest, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'steps: [{exec: [\"true\"]}]'|must not be run by another client from here: exec",
        "'steps: [{repeat: {times: 2, steps: [{exec: [\"true\"]}]}}]'|must not be run by another client",
        "'steps: [{call: \"java.lang.System#gc\"}]'|must not run Java code from here: call",
        "'setup: [{exec: [\"true\"]}]\nsteps: [{http: GET /}]'|must not be run by another client",
        "'probes: [{process: 1, name: p}]\nsteps: [{http: GET /}]'|must not look at this machine",
        "'profiles: [{jvm: 1, at: 1s}]\nsteps: [{http: GET /}]'|must not look into processes from here",
        "'credentials: {k: {file: pom.xml}}\nsteps: [{http: GET /}]'|must not name a file here, got: pom.xml",
        "'credentials: {k: {env: SECRET}}\nsteps: [{http: GET /}]'|must name an environment variable that is set",
        "'feeders: {rows: {file: /etc/x.csv}}\nsteps: [{http: GET /}]'|must not name a file here, got: /etc/x.csv",
        "'steps: [{http: POST /, file: /etc/passwd}]'|must not name a file here, got: /etc/passwd",
      })
  void untrusted_moreThanSpeakingToItsTarget_isRefused(String rest, String why) {
    assertThatThrownBy(() -> read(false, rest.replace("\\n", "\n") + "\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("hush")
        .hasMessageNotContaining("root:");
  }

  @Test
  void untrusted_targetThatIsStarted_isRefused() {
    String plan =
        HEAD.replace(
                "http://127.0.0.1:1",
                "{url: http://127.0.0.1:1, start: {command: touch it, directory: /no/such}}")
            + "steps: [{http: GET /}]\n";

    assertThatThrownBy(() -> new PlanText(ENVIRONMENT, false).read(plan, Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "target.default must not be started on this machine from here. Start loadstone serve with"
                + " --trust-plans to allow it.")
        .hasMessageNotContaining("/no/such");
    assertThat(
            new PlanText(ENVIRONMENT, false)
                .read(plan, Optional.of("http://127.0.0.1:2"))
                .plan()
                .targets()
                .values())
        .noneMatch(target -> target.process().isPresent());
  }

  @Test
  void untrusted_ordinaryPlan_isRead() {
    EffectivePlan plan = read(false, "steps: [{http: GET /}]\n");

    assertThat(plan.operations()).hasSize(1);
  }

  @Test
  void trusted_mayDoWhatItLikes() {
    EffectivePlan plan =
        read(
            true,
            "credentials: {k: {env: SECRET}}\nsteps: [{exec: [\"true\"], name: run}, {http: GET /}]\n");

    assertThat(plan.operations()).contains("run");
    assertThat(plan.plan().credentials()).containsKey("k");
  }

  @Test
  void target_given_isUsedAndNoted() {
    EffectivePlan plan =
        new PlanText(Map.of(), false)
            .read(HEAD + "steps: [{http: GET /}]\n", Optional.of("http://127.0.0.1:2"));

    assertThat(plan.text()).startsWith("# Changed in the page:\n#   target http://127.0.0.1:2\n");
  }
}
