package dev.loadstone.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is either wholly there or not at all. */
final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file beside its place and moves it there; replaces an existing one.
   *
   * @throws IOException if it cannot be written; an existing file is then as it was
   */
  static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes as {@link #write(Path, String)} does a text. */
  static void write(Path file, byte[] content) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path beside = absolute.resolveSibling("." + absolute.getFileName() + ".part");
    try {
      Files.write(
          beside,
          content,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      move(beside, absolute);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems cannot; a moment without the file is then the price.
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
