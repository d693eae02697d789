package dev.loadstone.report;

import dev.loadstone.core.gate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form in which it is told whether runs pass a gate. */
public enum GateFormat {
  /** Lines for a terminal. */
  TEXT("gate.txt"),
  /** Markdown for pull requests and summaries of jobs. */
  MD("gate.md"),
  /** The document {@code loadstone/gate/1}. */
  JSON("gate.json"),
  /** JUnit XML: thresholds, compared figures and changes as cases. */
  JUNIT("gate.xml");

  private static final int WIDTH = 120;

  private final String fileName;

  GateFormat(String fileName) {
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
  public static Optional<GateFormat> of(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(GateFormat::label).toList();
  }

  /** Returns the report of a gate, without colour. */
  public String text(Gate gate) {
    return switch (this) {
      case TEXT -> GateText.of(gate, WIDTH, false);
      case MD -> GateMarkdown.of(gate);
      case JSON -> GateJson.of(gate);
      case JUNIT -> GateJUnit.of(gate);
    };
  }

  /**
   * Returns the report for a terminal.
   *
   * @param width of its lines
   */
  public static String text(Gate gate, int width, boolean colour) {
    return GateText.of(gate, width, colour);
  }

  /** Returns what the gate and each part of it says, a line each. */
  public static String brief(Gate gate, boolean colour) {
    return GateText.brief(gate, colour);
  }

  /**
   * Writes the report of a gate; a folder that is missing is made.
   *
   * @throws RunDirectoryException if it cannot be written; an existing file is then as it was
   */
  public void write(Gate gate, Path file) throws RunDirectoryException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      AtomicFile.write(file, text(gate));
    } catch (IOException e) {
      throw RunDirectoryException.unwritable(file, e);
    }
  }
}
