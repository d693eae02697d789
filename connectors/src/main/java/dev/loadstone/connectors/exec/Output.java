package dev.loadstone.connectors.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads all of a program's output, and keeps its beginning. */
final class Output {
  /** How many bytes are kept. */
  static final int KEPT_MAX = 1 << 20;

  private static final int BUFFER = 8_192;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread reader;
  private long bytes;

  private Output(InputStream from) {
    reader = Thread.ofPlatform().daemon().name("exec-output").start(() -> read(from));
  }

  /**
   * Starts to read, on a thread of its own, for the output of a process blocks whoever reads it.
   */
  static Output of(InputStream from) {
    return new Output(from);
  }

  private void read(InputStream from) {
    byte[] buffer = new byte[BUFFER];
    try (from) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        bytes += n;
        kept.write(buffer, 0, Math.min(n, KEPT_MAX - kept.size()));
      }
    } catch (IOException ended) {
      // the process was killed; what came before it stands
    }
  }

  /**
   * Awaits the end of the output.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void await() throws InterruptedException {
    reader.join();
  }

  /** Returns the beginning as text; after {@link #await}. */
  String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** Returns how many bytes there were; after {@link #await}. */
  long bytes() {
    return bytes;
  }
}
