package dev.loadstone.core.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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

  private final FileChannel wish;

  private AwakeProcessors(FileChannel wish) {
    this.wish = wish;
  }

  /**
   * Keeps them awake.
   *
   * @throws IOException if this is not Linux, the file is not there, or only root may write it
   */
  public static AwakeProcessors keep() throws IOException {
    return keep(LATENCY_MAX);
  }

  /** Keeps them awake by a file, which must be there. */
  static AwakeProcessors keep(Path latencyMax) throws IOException {
    FileChannel wish = open(latencyMax);
    try {
      wish.write(ByteBuffer.allocate(Integer.BYTES)); // 0 microseconds
    } catch (IOException refused) {
      wish.close();
      throw refused;
    }
    return new AwakeProcessors(wish);
  }

  private static FileChannel open(Path latencyMax) throws IOException {
    try {
      return FileChannel.open(latencyMax, StandardOpenOption.WRITE);
    } catch (NoSuchFileException missing) {
      throw new IOException(latencyMax + " is not there", missing);
    } catch (AccessDeniedException refused) {
      throw new IOException(latencyMax + " may not be written by this user", refused);
    }
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
