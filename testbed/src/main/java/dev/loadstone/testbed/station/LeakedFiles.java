package dev.loadstone.testbed.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * File descriptors that operations opened and never closed, until the truth changes. Thread-safe.
 */
public final class LeakedFiles {
  private final Queue<DatagramChannel> open = new ConcurrentLinkedQueue<>();

  /**
   * Opens descriptors, as far as the system gives any: sockets that nothing is sent from.
   *
   * @param count at least 0
   */
  public void leak(int count) {
    for (int i = 0; i < count; i++) {
      try {
        open.add(DatagramChannel.open());
      } catch (IOException none) {
        return;
      }
    }
  }

  /** Closes all of them. */
  public void free() {
    for (DatagramChannel one = open.poll(); one != null; one = open.poll()) {
      try {
        one.close();
      } catch (IOException impossible) {
        throw new UncheckedIOException("a socket without a peer can be closed", impossible);
      }
    }
  }
}
