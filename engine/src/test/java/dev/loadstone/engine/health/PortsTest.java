package dev.loadstone.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PortsTest {
  @Test
  void count_range_includesBothEnds() {
    assertThat(Ports.count("32768\t60999\n")).hasValue(28_232);
  }

  @Test
  void count_somethingElse_isUnknown() {
    assertThat(Ports.count("")).isEmpty();
    assertThat(Ports.count("1 many")).isEmpty();
  }
}
