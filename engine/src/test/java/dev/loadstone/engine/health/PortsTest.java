package dev.loadstone.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class PortsTest {
  @Test
  void count_range_includesBothEnds() {
    assertThat(Ports.count("32768\t60999\n")).hasValue(28_232);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void ephemeral_onLinux_isMoreThanAThousand() {
    assertThat(Ports.ephemeral().orElseThrow()).isGreaterThan(1_000);
  }

  @Test
  void count_somethingElse_isUnknown() {
    assertThat(Ports.count("")).isEmpty();
    assertThat(Ports.count("1 many")).isEmpty();
  }
}
