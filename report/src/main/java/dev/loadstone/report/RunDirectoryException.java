package dev.loadstone.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run directory that cannot be written or read; the message tells a person which file, what is
 * wrong and how to mend it.
 */
public final class RunDirectoryException extends IOException {
  private static final long serialVersionUID = 1L;

  RunDirectoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Returns the exception for a file that could not be written. */
  static RunDirectoryException unwritable(Path file, IOException cause) {
    return new RunDirectoryException(
        file + " cannot be written: " + why(cause) + ". Choose another place with --out.", cause);
  }

  /** Returns the exception for a file that could not be read. */
  static RunDirectoryException unreadable(Path file, IOException cause) {
    return new RunDirectoryException(file + " cannot be read: " + why(cause) + ".", cause);
  }

  /**
   * Returns the exception for a damaged line.
   *
   * @param line from 1
   */
  static RunDirectoryException damaged(
      Path file, long line, String what, @Nullable Throwable cause) {
    return new RunDirectoryException(file + ":" + line + ": " + what, cause);
  }

  private static String why(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
