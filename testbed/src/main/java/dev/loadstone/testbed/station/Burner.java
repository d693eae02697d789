package dev.loadstone.testbed.station;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Burns CPU time on threads of its own, one per processor, so that event loops stay free.
 * Thread-safe.
 */
public final class Burner implements AutoCloseable {
  private static final int ROUNDS_PER_LOOK = 20_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("testbed-burner-", 0).factory());

  @SuppressWarnings("unused") // makes the work visible, so that it cannot be optimised away
  private volatile long ash;

  /**
   * Burns CPU time and then runs an action.
   *
   * @param nanos of CPU time of one thread
   * @param action run by the thread that burnt
   */
  public void burn(long nanos, Runnable action) {
    executor.execute(() -> {
      burnCpuForTruth(nanos);
      action.run();
    });
  }

  private void burnCpuForTruth(long nanos) {
    long end = threads.getCurrentThreadCpuTime() + nanos;
    long heat = nanos;
    while (threads.getCurrentThreadCpuTime() < end) {
      for (int i = 0; i < ROUNDS_PER_LOOK; i++) {
        heat = heat * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      }
    }
    ash = heat;
  }

  /** Gives up what is not burnt yet. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
