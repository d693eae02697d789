package dev.loadstone.core.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What a machine can do so that event loops learn early of what happens: processors stay awake, and
 * loops go before all else. Both end when it is closed or the loops' threads end.
 */
public final class LowLatency implements AutoCloseable {
  private final AwakeProcessors awake;

  private LowLatency(AwakeProcessors awake) {
    this.awake = awake;
  }

  /**
   * Asks the system for it.
   *
   * @param loops each of which runs what it is given on its one thread
   * @throws IllegalArgumentException if the system does not give one of them, with what to do
   */
  public static LowLatency of(Iterable<? extends Executor> loops) {
    AwakeProcessors awake;
    try {
      awake = AwakeProcessors.keep();
    } catch (IOException refused) {
      throw new IllegalArgumentException(
          "low latency cannot be had here: "
              + refused.getMessage()
              + ". It wants Linux, root, and in a container the device"
              + " (--device /dev/cpu_dma_latency).",
          refused);
    }
    try {
      goFirst(loops);
      return new LowLatency(awake);
    } catch (RuntimeException | Error refused) {
      awake.close();
      throw refused;
    }
  }

  private static void goFirst(Iterable<? extends Executor> loops) {
    List<CompletableFuture<Boolean>> first = new ArrayList<>();
    loops.forEach(loop -> first.add(CompletableFuture.supplyAsync(ThreadPriority::goFirst, loop)));
    if (!first.stream().allMatch(CompletableFuture::join)) {
      throw new IllegalArgumentException(
          "low latency cannot be had here: threads may not take real-time priority. It wants"
              + " Linux, and root or CAP_SYS_NICE.");
    }
  }

  /** Lets processors sleep again. */
  @Override
  public void close() {
    awake.close();
  }
}
