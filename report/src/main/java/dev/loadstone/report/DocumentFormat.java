package dev.loadstone.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A form in which something is told on the command line and in files.
 *
 * @param <T> what is told
 */
public interface DocumentFormat<T> {
  /** Returns the constant's name. */
  String name();

  /** Returns the name on the command line, for example {@code md}. */
  default String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what its file is called in a folder. */
  String fileName();

  /** Returns it in this form, without colour. */
  String text(T told);

  /**
   * Returns it for a terminal.
   *
   * @param width of its lines, where this form can choose
   * @param colour whether to use colours, where it can
   */
  String terminal(T told, int width, boolean colour);

  /**
   * Writes it; a folder that is missing is made.
   *
   * @throws RunDirectoryException if it cannot be written; an existing file is then as it was
   */
  default void write(T told, Path file) throws RunDirectoryException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      AtomicFile.write(file, text(told));
    } catch (IOException e) {
      throw RunDirectoryException.unwritable(file, e);
    }
  }
}
