package dev.loadstone.engine.started;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FamilyIT {
  /** Does not care for SIGTERM, and starts new processes all the time. */
  private static final String STUBBORN =
      "trap '' TERM; echo begins; while :; do sleep 0.2 & sleep 0.01; done";

  @Test
  void end_ofOneThatIgnoresIt_isOverWhenAllAreGone() throws Exception {
    Process process =
        new ProcessBuilder(
                Commands.target(Path.of("/bin/sh"), List.of("-c", STUBBORN), Optional.empty()))
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("begins");
      Family family = new Family(process.toHandle(), Optional.empty());

      family.end(Duration.ofMillis(50));

      assertThat(family.alive()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }
}
