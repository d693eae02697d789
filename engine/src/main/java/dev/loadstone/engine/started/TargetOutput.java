package dev.loadstone.engine.started;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a target writes: its beginning goes to a file, its end is kept in memory, and goes to the
 * file too when it is over. Read on a thread of its own, which ends with the last process that can
 * write: also when the file takes no more, since a target that nobody reads from stands still or
 * ends. Thread-safe.
 */
final class TargetOutput implements AutoCloseable {
  /** How much of its beginning is kept. */
  static final int BYTES_MAX = 16 << 20;

  private static final int TAIL_BYTES = 8_192;
  private static final int LINES = 5;
  private static final int LINE_LENGTH = 200;
  private static final long END_MILLIS = 1_000;

  private final InputStream input;
  private final OutputStream file;
  private final int most;
  private final Thread reader;
  private byte[] tail = new byte[0];
  private long written;
  private long left;
  private String loss = "";

  /**
   * Begins to read.
   *
   * @param name of the thread
   * @param path of the file; empty if nothing is to be written
   * @param most how many bytes of the beginning go to it
   * @throws IOException if the file cannot be made
   */
  TargetOutput(String name, InputStream input, Optional<Path> path, int most) throws IOException {
    this.input = input;
    this.file =
        path.isPresent() ? Files.newOutputStream(path.get()) : OutputStream.nullOutputStream();
    this.most = most;
    this.reader = Thread.ofPlatform().name(name).daemon().start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[TAIL_BYTES];
    try (input;
        file) {
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        keep(buffer, count);
      }
      finish();
    } catch (IOException ended) {
      // Its last process was killed: then that is all there is.
    }
  }

  private synchronized void keep(byte[] buffer, int count) {
    byte[] both = Arrays.copyOf(tail, tail.length + count);
    System.arraycopy(buffer, 0, both, tail.length, count);
    tail = Arrays.copyOfRange(both, Math.max(0, both.length - TAIL_BYTES), both.length);
    int now = (int) Math.min(count, most - written);
    write(buffer, 0, now);
    written += now;
    left += count - now;
  }

  private void write(byte[] bytes, int from, int count) {
    if (loss.isEmpty()) {
      try {
        file.write(bytes, from, count);
      } catch (IOException full) {
        loss = Objects.requireNonNullElse(full.getMessage(), full.getClass().getSimpleName());
      }
    }
  }

  private synchronized void finish() {
    if (left > 0) {
      int shown = (int) Math.min(left, tail.length);
      String gap = "\n[Loadstone: " + (left - shown) + " bytes are left out here]\n";
      byte[] told = gap.getBytes(StandardCharsets.UTF_8);
      write(told, 0, told.length);
      write(tail, tail.length - shown, shown);
    }
  }

  /** Returns the last lines, a few, with strokes between; empty if nothing was written. */
  synchronized String lastLines() {
    List<String> lines =
        new String(tail, StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceAll("\\p{Cntrl}+", " ").strip())
            .filter(line -> !line.isEmpty())
            .map(line -> line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…")
            .toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .collect(Collectors.joining(" | "));
  }

  /** Returns why the file took no more; empty if it took all. */
  synchronized Optional<String> loss() {
    return loss.isEmpty() ? Optional.empty() : Optional.of(loss);
  }

  /** Waits until all is read, a second at most. */
  void awaitEnd() {
    try {
      reader.join(END_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the reading, after all of it if that is there within a second. */
  @Override
  public void close() {
    awaitEnd();
    if (reader.isAlive()) {
      try {
        input.close();
      } catch (IOException closed) {
        // There is nothing left to read then.
      }
    }
  }
}
