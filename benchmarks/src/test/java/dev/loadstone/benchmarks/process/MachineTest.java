package dev.loadstone.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineTest {
  @Test
  void value_keyThere_isWhatStandsBehindTheColon() {
    List<String> lines = List.of("processor\t: 0", "model name\t: AMD EPYC", "model name\t: other");
    assertThat(Machine.value(lines, "model name")).isEqualTo("AMD EPYC");
  }

  @Test
  void value_keyMissing_isUnknown() {
    assertThat(Machine.value(List.of("a: b"), "model name")).isEqualTo("unknown model name");
  }

  @Test
  void text_ofAMachine_namesWhatFiguresDependOn() {
    Machine machine = new Machine("AMD EPYC", 2, 25_300_000_000L, "Linux 6.18", 0.42);
    assertThat(machine.text())
        .isEqualTo("AMD EPYC, 2 processors, 25 GB, Linux 6.18, load average 0.4 at the start");
  }
}
