package dev.loadstone.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text file of lines, read one after the other. A last line without a line break at its end is
 * torn and left out.
 */
final class LineFile implements AutoCloseable {
  private final Path file;
  private final InputStream in;
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
      return new LineFile(file, new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    } catch (NoSuchFileException e) {
      return new LineFile(file, InputStream.nullInputStream());
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(file, e);
    }
  }

  /** Returns the next whole line without its line break; empty at the end. */
  Optional<String> next() throws RunDirectoryException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          line++;
          return Optional.of(bytes.toString(StandardCharsets.UTF_8));
        }
        bytes.write(b);
      }
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(file, e);
    }
    return Optional.empty();
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
