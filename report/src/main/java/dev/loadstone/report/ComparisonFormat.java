package dev.loadstone.report;

import dev.loadstone.core.compare.Comparison;

/** A form that a comparison comes in. */
public enum ComparisonFormat implements DocumentFormat<Comparison> {
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

  @Override
  public String fileName() {
    return fileName;
  }

  @Override
  public String text(Comparison comparison) {
    return switch (this) {
      case TEXT -> ComparisonText.of(comparison, WIDTH, false);
      case MD -> ComparisonMarkdown.of(comparison);
      case JSON -> ComparisonJson.of(comparison);
      case CSV -> ComparisonCsv.of(comparison);
    };
  }

  @Override
  public String terminal(Comparison comparison, int width, boolean colour) {
    return this == TEXT ? ComparisonText.of(comparison, width, colour) : text(comparison);
  }
}
