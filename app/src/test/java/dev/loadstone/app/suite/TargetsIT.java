package dev.loadstone.app.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.app.suite.Suite.Deployment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Testbeds that suites are run against. */
final class TargetsIT {
  private static final String MAIN_CLASS = "dev.loadstone.app.Main";

  @Test
  void ready_afterTheTestbedHasDied_startsAnother() throws Exception {
    try (Targets targets = Targets.testbeds(MAIN_CLASS, List.of())) {
      List<String> before = targets.ready(Deployment.AS_IT_IS, "{}");
      ProcessHandle process = process(targets);
      process.destroyForcibly();
      process.onExit().join();

      List<String> after = targets.ready(Deployment.AS_IT_IS, "{}");

      assertThat(after).hasSize(1).isNotEqualTo(before);
      assertThat(process(targets).isAlive()).isTrue();
      assertThat(targets.ready(Deployment.AS_IT_IS, "{}")).isEqualTo(after);
    }
  }

  @Test
  void ready_withATruthThatIsRefusedEverywhere_saysSo() throws Exception {
    try (Targets targets = Targets.testbeds(MAIN_CLASS, List.of())) {
      assertThatThrownBy(() -> targets.ready(Deployment.AS_IT_IS, "{nothing: 1}"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nothing");
    }
  }

  private static ProcessHandle process(Targets targets) {
    long id = Long.parseLong(targets.environment(Map.of()).get("TARGET_PROCESS"));
    return ProcessHandle.of(id).orElseThrow();
  }
}
