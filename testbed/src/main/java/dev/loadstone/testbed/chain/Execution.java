package dev.loadstone.testbed.chain;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The execution of one block's transactions: several at once, but those that touch the same address
 * one after the other, each in the order in which they are offered. Not thread-safe.
 */
final class Execution {
  private final long[] freeNanos;
  private final long lengthNanos;
  private final Map<String, Long> touchedNanos = new HashMap<>();
  private boolean empty = true;

  /**
   * Begins a block.
   *
   * @param lanes how many are executed at once
   * @param lengthNanos the time that there is
   */
  Execution(int lanes, long lengthNanos) {
    freeNanos = new long[lanes];
    this.lengthNanos = lengthNanos;
  }

  /**
   * Returns whether there is time left for a transaction. There is for the first one in any case,
   * so that one that takes longer than a block is not left for ever.
   *
   * @param address that it touches; null for none that another could touch
   */
  boolean fits(@Nullable String address, long nanos) {
    return nanos == 0 || empty || start(address) + nanos <= lengthNanos;
  }

  /** Executes a transaction as soon as it can be. */
  void take(@Nullable String address, long nanos) {
    long end = start(address) + nanos;
    empty = false;
    freeNanos[lane()] = end;
    if (address != null) {
      touchedNanos.put(address, end);
    }
  }

  private long start(@Nullable String address) {
    long untouched = address == null ? 0 : touchedNanos.getOrDefault(address, 0L);
    return Math.max(freeNanos[lane()], untouched);
  }

  /** Returns the lane that is free first. */
  private int lane() {
    int lane = 0;
    for (int i = 1; i < freeNanos.length; i++) {
      lane = freeNanos[i] < freeNanos[lane] ? i : lane;
    }
    return lane;
  }
}
