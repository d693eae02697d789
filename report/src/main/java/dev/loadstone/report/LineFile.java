package dev.loadstone.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text file of lines, read one after the other. A last line without a line break at its end is
 * torn and left out.
 */
final class LineFile implements AutoCloseable {
  private final Path file;
  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private long line;

  private LineFile(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a file; one that is missing counts as empty, because the process may have been killed
   * before it made it.
   */
  static LineFile open(Path file) throws RunDirectoryException {
    try {
      return new LineFile(file, Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      return new LineFile(file, InputStream.nullInputStream());
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(file, e);
    }
  }

  /** Returns the next whole line without its line break; empty at the end. */
  Optional<String> next() throws RunDirectoryException {
    try {
      int looked = start;
      while (true) {
        for (; looked < end; looked++) {
          if (buffer[looked] == '\n') {
            String text = new String(buffer, start, looked - start, StandardCharsets.UTF_8);
            start = looked + 1;
            line++;
            return Optional.of(text);
          }
        }
        looked -= makeRoom();
        int more = in.read(buffer, end, buffer.length - end);
        if (more < 0) {
          return Optional.empty();
        }
        end += more;
      }
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(file, e);
    }
  }

  /** Makes room for more behind the line that has begun, and returns how far that was moved. */
  private int makeRoom() {
    int moved = start;
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= moved;
    start = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    return moved;
  }

  /** Returns the exception for something wrong with the line that was read last. */
  RunDirectoryException damaged(String what, @Nullable Throwable cause) {
    return RunDirectoryException.damaged(file, line, what, cause);
  }

  /** Returns the exception for an end that came too early. */
  RunDirectoryException endedEarly(String what) {
    return RunDirectoryException.damaged(file, line + 1, what, null);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
