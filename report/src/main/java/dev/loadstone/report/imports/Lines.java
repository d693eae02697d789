package dev.loadstone.report.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one after the other; of each no more than {@code RECORD_MAX} bytes. */
final class Lines implements AutoCloseable {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final SourceFile file;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int end;
  private long number;

  Lines(SourceFile file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Returns the next line without its end, the last one also if nothing ends it; null after it.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if it is too long
   */
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    boolean any = false;
    while (fill()) {
      any = true;
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      line.write(buffer, from, next - from);
      if (line.size() > SourceFile.RECORD_MAX) {
        throw file.wrong(
            number + 1,
            "must have lines of at most " + (SourceFile.RECORD_MAX >> 20) + " MB",
            "Give the file as the tool wrote it.");
      }
      if (next < end) {
        next++;
        break;
      }
    }
    if (!any) {
      return null;
    }
    number++;
    return text(line.toByteArray());
  }

  private String text(byte[] line) {
    int from = number == 1 && startsWithMark(line) ? MARK.length : 0;
    int until = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    return new String(line, from, until - from, StandardCharsets.UTF_8);
  }

  private static boolean startsWithMark(byte[] line) {
    return line.length >= MARK.length
        && line[0] == MARK[0]
        && line[1] == MARK[1]
        && line[2] == MARK[2];
  }

  private boolean fill() throws IOException {
    if (next < end) {
      return true;
    }
    next = 0;
    end = in.read(buffer);
    return end > 0;
  }

  /** Returns the number of the last line, from 1; 0 before the first. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
