package dev.loadstone.report;

import dev.loadstone.core.compare.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form that a comparison comes in. */
public enum ComparisonFormat {
  /** Lines for a terminal. */
  TEXT("comparison.txt"),
  /** Markdown for pull requests and summaries of jobs. */
  MD("comparison.md"),
  /** The document {@code loadstone/comparison/1}. */
  JSON("comparison.json"),
  /** A table for spreadsheets. */
  CSV("comparison.csv");

  private static final int WIDTH = 120;

  private final String fileName;

  ComparisonFormat(String fileName) {
    this.fileName = fileName;
  }

  /** Returns the name on the command line, for example {@code md}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what its file is called in a folder. */
  public String fileName() {
    return fileName;
  }

  /** Returns the format of a name. */
  public static Optional<ComparisonFormat> of(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ComparisonFormat::label).toList();
  }

  /** Returns the report of a comparison, without colour. */
  public String text(Comparison comparison) {
    return switch (this) {
      case TEXT -> ComparisonText.of(comparison, WIDTH, false);
      case MD -> ComparisonMarkdown.of(comparison);
      case JSON -> ComparisonJson.of(comparison);
      case CSV -> ComparisonCsv.of(comparison);
    };
  }

  /**
   * Returns the report for a terminal.
   *
   * @param width of its lines
   */
  public static String text(Comparison comparison, int width, boolean colour) {
    return ComparisonText.of(comparison, width, colour);
  }

  /**
   * Writes the report of a comparison; a folder that is missing is made.
   *
   * @throws RunDirectoryException if it cannot be written; an existing file is then as it was
   */
  public void write(Comparison comparison, Path file) throws RunDirectoryException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      AtomicFile.write(file, text(comparison));
    } catch (IOException e) {
      throw RunDirectoryException.unwritable(file, e);
    }
  }
}
