package dev.loadstone.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that may not take all of their machine. */
final class ProcessLimitsIT {
  private static final String MAIN_CLASS = "dev.loadstone.app.Main";

  @Test
  @EnabledOnOs(OS.LINUX)
  void testbed_withLimits_hasSoMuchHeapAndSoManyProcessors() throws IOException {
    ProcessLimits limits = new ProcessLimits(Optional.of(128 * 1_048_576L), Optional.of(1));
    try (TestbedProcess testbed = TestbedProcess.start(MAIN_CLASS, 3, limits)) {
      Path process = Path.of("/proc", String.valueOf(testbed.pid()));
      List<String> command = List.of(Files.readString(process.resolve("cmdline")).split("\0", -1));

      assertThat(testbed.urls()).hasSize(3).doesNotHaveDuplicates();
      assertThat(command).contains("-Xmx128m", "-XX:ActiveProcessorCount=1");
      if (limits.text().contains("taskset")) {
        assertThat(Files.readString(process.resolve("status")))
            .containsPattern("Cpus_allowed_list:\\s*0\\n");
      }
      assertThat(limits.text())
          .startsWith("134 MB of heap (-Xmx), 1 processor (-XX:ActiveProcessorCount");
    }
  }

  @Test
  void limits_ofNothing_changeNothing() {
    assertThat(ProcessLimits.NONE.isAny()).isFalse();
    assertThat(ProcessLimits.NONE.javaOptions()).isEmpty();
    assertThat(ProcessLimits.NONE.prefix()).isEmpty();
  }
}
