package dev.loadstone.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ThreadPriorityTest {
  private static final Path SCHEDULE = Path.of("/proc/thread-self/sched");
  private static final Path STAT = Path.of("/proc/thread-self/stat");

  /** What the kernel tells of a thread's scheduling. */
  private record Rank(OptionalLong turnNanos, int nice) {
    static Rank own() throws IOException {
      String stat = Files.readString(STAT);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new Rank(
          Files.readAllLines(SCHEDULE).stream()
              .filter(line -> line.startsWith("se.slice"))
              .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
              .findFirst(),
          Integer.parseInt(fields[16]));
    }
  }

  private static Rank after(Runnable change) throws Exception {
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      return one.submit(
              () -> {
                change.run();
                return Rank.own();
              })
          .get();
    }
  }

  @Test
  void takeShortTurns_whereTheKernelKnowsThem_shortensThoseOfTheThreadOnly() throws Exception {
    assumeTrue(Files.isReadable(SCHEDULE), "no " + SCHEDULE);
    assumeTrue(Rank.own().turnNanos().isPresent(), "the kernel does not tell of turns");
    assumeTrue(kernelIsAtLeast(6, 12), "turns of a thread's own came with Linux 6.12");
    Rank usual = Rank.own();

    assertThat(after(ThreadPriority::takeShortTurns))
        .isEqualTo(new Rank(OptionalLong.of(100_000), usual.nice()));
    assertThat(Rank.own()).isEqualTo(usual);
  }

  @Test
  void takeShortTurns_afterSteppingBack_leavesTheThreadBehind() throws Exception {
    assumeTrue(Files.isReadable(STAT) && Files.isReadable(SCHEDULE), "no " + STAT);

    Rank back =
        after(() -> {
          ThreadPriority.stepBack();
          ThreadPriority.takeShortTurns();
        });

    assertThat(back.nice()).isEqualTo(Math.max(10, Rank.own().nice()));
  }

  private static boolean kernelIsAtLeast(int major, int minor) {
    String[] numbers = System.getProperty("os.version", "").split("[^0-9]+", 3);
    int first = Integer.parseInt(numbers[0]);
    return first > major || (first == major && Integer.parseInt(numbers[1]) >= minor);
  }
}
