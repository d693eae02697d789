package dev.loadstone.testbed.station;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Memory that operations took and never gave back, until the truth changes. Thread-safe. */
public final class LeakedMemory {
  private final Queue<byte[]> blocks = new ConcurrentLinkedQueue<>();

  /**
   * Keeps memory on the heap.
   *
   * @param bytes at least 0
   */
  public void leak(long bytes) {
    if (bytes > 0) {
      blocks.add(new byte[Math.toIntExact(bytes)]);
    }
  }

  /** Gives everything back. */
  public void free() {
    blocks.clear();
  }
}
