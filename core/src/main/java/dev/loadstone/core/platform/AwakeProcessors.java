package dev.loadstone.core.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Keeps the machine's processors from going to sleep as long as it is open. A processor that sleeps
 * takes tens of microseconds to wake up, on a virtual machine mostly in its host, and every message
 * that comes then is seen as much later. It costs electricity, and on a virtual machine the host's
 * processor time.
 *
 * <p><b>Source:</b> the kernel's power management, "PM Quality Of Service Interface": the file
 * holds the latency that may be had at most, in microseconds as a 32-bit number, while it is open.
 */
public final class AwakeProcessors implements AutoCloseable {
  private static final Path LATENCY_MAX = Path.of("/dev/cpu_dma_latency");

  private final RandomAccessFile wish;

  private AwakeProcessors(RandomAccessFile wish) {
    this.wish = wish;
  }

  /**
   * Keeps them awake.
   *
   * @throws IOException if this is not Linux, the file is not there, or only root may write it
   */
  public static AwakeProcessors keep() throws IOException {
    RandomAccessFile wish = new RandomAccessFile(LATENCY_MAX.toFile(), "rw");
    try {
      wish.writeInt(0);
    } catch (IOException refused) {
      wish.close();
      throw refused;
    }
    return new AwakeProcessors(wish);
  }

  @Override
  public void close() {
    try {
      wish.close();
    } catch (IOException already) {
      // nobody waits for it
    }
  }
}
