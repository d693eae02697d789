package dev.loadstone.monitor.perf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.step.InvalidArgumentException;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

final class PerfProfilerTest {
  @Test
  void machine_withoutTheTool_isToldOf() {
    assertThatThrownBy(() ->
            new PerfProfiler("/no/such/folder::")
                .start("1", EnumSet.of(ProfileEvent.CPU), Duration.ofMinutes(1)))
        .isInstanceOf(ProfileException.class)
        .hasMessage("native code is sampled by perf, which this machine does not have");
  }

  @Test
  void process_thatCannotBeMeant_isRefused() {
    assertThatThrownBy(() -> new PerfProfiler().check("nginx("))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage(
            "process must be a regular expression, got: nginx(. At character 7: Unclosed group.");
    assertThatThrownBy(() -> new PerfProfiler().check(" "))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("got nothing");
  }
}
