package dev.loadstone.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LowLatencyTest {
  private static final Path DEVICE = Path.of("/dev/cpu_dma_latency");

  /** Returns the scheduling policy of the calling thread, as proc(5) has it in field 41 of stat. */
  private static int policy() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[38].strip());
  }

  private static boolean mayHurry() throws Exception {
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      return one.submit(ThreadPriority::goFirst).get();
    }
  }

  private static boolean holdsDevice() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.anyMatch(link -> {
        try {
          return Files.readSymbolicLink(link).equals(DEVICE);
        } catch (IOException closed) {
          return false;
        }
      });
    }
  }

  @Test
  void of_whereItIsAllowed_makesLoopsRealTimeAndHoldsTheDeviceUntilClosed() throws Exception {
    assumeTrue(Files.isWritable(DEVICE), "no " + DEVICE + " that may be written");
    assumeTrue(mayHurry(), "threads may not take real-time priority");
    int own = policy();
    try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
      try (LowLatency _ = LowLatency.of(List.of(loop))) {
        assertThat(loop.submit(LowLatencyTest::policy).get()).isEqualTo(1); // SCHED_FIFO
        assertThat(holdsDevice()).isTrue();
      }
      assertThat(holdsDevice()).isFalse();
      assertThat(policy()).isEqualTo(own);
    }
  }

  @Test
  void goFirst_onAThread_isNotInheritedByThoseItStarts() throws Exception {
    assumeTrue(mayHurry(), "threads may not take real-time priority");
    try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
      loop.submit(ThreadPriority::goFirst).get();
      Future<Integer> child =
          loop.submit(() -> {
            try (ExecutorService inner = Executors.newSingleThreadExecutor()) {
              return inner.submit(LowLatencyTest::policy).get();
            }
          });

      assertThat(child.get()).isZero();
    }
  }

  @Test
  void of_whereItIsNotAllowed_saysWhatIsMissing() throws Exception {
    assumeTrue(!Files.isWritable(DEVICE) || !mayHurry(), "allowed here");

    try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
      assertThatThrownBy(() -> LowLatency.of(List.of(loop)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("low latency cannot be had here")
          .hasMessageContaining("root");
    }
  }
}
