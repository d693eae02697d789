package dev.loadstone.report;

import dev.loadstone.core.gate.Gate;

/** A form in which it is told whether runs pass a gate. */
public enum GateFormat implements DocumentFormat<Gate> {
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

  @Override
  public String fileName() {
    return fileName;
  }

  @Override
  public String text(Gate gate) {
    return switch (this) {
      case TEXT -> GateText.of(gate, WIDTH, false);
      case MD -> GateMarkdown.of(gate);
      case JSON -> GateJson.of(gate);
      case JUNIT -> GateJUnit.of(gate);
    };
  }

  @Override
  public String terminal(Gate gate, int width, boolean colour) {
    return this == TEXT ? GateText.of(gate, width, colour) : text(gate);
  }

  /** Returns what the gate and each part of it says, a line each. */
  public static String brief(Gate gate, boolean colour) {
    return GateText.brief(gate, colour);
  }
}
