package dev.loadstone.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A form that a report comes in. */
public enum Format {
  /** The document {@code loadstone/result/1}. */
  JSON("result.json"),
  /** Tables for spreadsheets: one of figures, one of seconds. */
  CSV("summary.csv"),
  /** One self-contained page. */
  HTML("report.html"),
  /** The summary that ends a run in a terminal, without colour. */
  TEXT("summary.txt"),
  /** Markdown for pull requests and summaries of jobs. */
  MD("summary.md"),
  /** JUnit XML: thresholds as cases. */
  JUNIT("junit.xml"),
  /** The page as a document of A4 pages, for mail and for paper. */
  PDF("report.pdf"),
  /** A small SVG with the verdict and a figure. */
  BADGE("badge.svg");

  private final String fileName;

  Format(String fileName) {
    this.fileName = fileName;
  }

  /** Returns the name on the command line, for example {@code html}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what its file, or the first of its files, is called in a run directory. */
  public String fileName() {
    return fileName;
  }

  /** Says whether reports of this format are text. */
  public boolean isText() {
    return this != PDF;
  }

  /** Returns the format of a name. */
  public static Optional<Format> of(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /** Returns all names, in the order of this enum. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Format::label).toList();
  }
}
