package dev.loadstone.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private Child start(String script) {
    return Child.start(
        List.of("sh", "-c", script), Map.of("WORD", "there"), directory.resolve("log"));
  }

  @Test
  void close_childWithDescendants_endsThemAll() {
    Child child = start("sleep 600 & sleep 600");
    assertThat(child.reach(0.5)).isTrue();
    List<ProcessHandle> descendants =
        ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();

    child.close();

    assertThat(descendants).hasSizeGreaterThanOrEqualTo(3);
    assertThat(child.ended(LONG)).isTrue();
    assertThat(descendants)
        .allMatch(descendant ->
            descendant.onExit().orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join() != null);
  }

  @Test
  void cpuSeconds_workDoneByAGrandchild_isCounted() {
    try (Child child =
        start("sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; sleep 600")) {
      while (child.cpuSeconds() < 0.05 && child.ageSeconds() < 60) {
        child.reach(child.ageSeconds() + 0.05);
      }
      assertThat(child.cpuSeconds()).isGreaterThanOrEqualTo(0.05);
      assertThat(child.peakBytes()).isGreaterThan(100_000);
    }
  }

  @Test
  void output_ofAnEndedChild_isWhatItWrote() {
    try (Child child = start("echo $WORD; echo wrong >&2; exit 7")) {
      assertThat(child.ended(LONG)).isTrue();
      assertThat(child.exitCode()).isEqualTo(7);
      assertThat(child.output()).isEqualTo("there\n");
      assertThat(child.lastWords()).isEqualTo("wrong | there");
    }
  }

  @Test
  void start_programMissing_isRefusedByName() {
    assertThatThrownBy(
            () -> Child.start(List.of("no-such-program"), Map.of(), directory.resolve("log")))
        .isInstanceOf(ProcessFailure.class)
        .hasMessageStartingWith("cannot start no-such-program: ");
  }

  @Test
  void await_serverEndsAtOnce_saysItsLastWords() {
    try (Child child = start("echo no such file >&2; exit 1")) {
      assertThatThrownBy(() -> Ports.await(Ports.free(), child, LONG))
          .isInstanceOf(ProcessFailure.class)
          .hasMessage("the server ended at once: no such file");
    }
  }
}
