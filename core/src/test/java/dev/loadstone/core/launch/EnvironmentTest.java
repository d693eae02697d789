package dev.loadstone.core.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {
  @Test
  void facts_onLinux_haveTheWholeHostName() throws IOException {
    Path file = Path.of("/proc/sys/kernel/hostname");
    assumeTrue(Files.exists(file), "there is no procfs here");
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      assertThat(Environment.facts()).containsEntry("machine.hostname", reader.readLine());
    }
  }
}
