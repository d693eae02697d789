package dev.loadstone.monitor.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.Profiler.Recording;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A native profile where the machine has the tool, and lets it; else the reason. */
final class PerfProfilerIT {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void process_thatBurns_isSampledOrTheReasonIsTold() throws Exception {
    Process child = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try (Recording recording =
        new PerfProfiler().start(Long.toString(child.pid()), EnumSet.of(ProfileEvent.CPU), LONG)) {
      Thread.sleep(1_500);
      recording.stop();
      List<FlameGraph> graphs = recording.read("a loop");
      assertThat(graphs).hasSize(1);
      FlameGraph graph = graphs.getFirst();
      assertThat(graph.stacks().total()).isGreaterThan(30);
      assertThat(graph.stacks().weights().keySet()).allMatch(stack -> stack.startsWith("sh"));
      assertThat(graph.page()).contains("a loop");
    } catch (ProfileException refused) {
      assertThat(refused.getMessage())
          .matches(
              "(perf cannot sample the process \\d+: .{5,}|native code is sampled by perf, .*)");
    } finally {
      child.destroyForcibly();
    }
  }
}
