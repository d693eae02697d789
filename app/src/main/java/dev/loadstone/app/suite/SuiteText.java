package dev.loadstone.app.suite;

import dev.loadstone.app.run.PlanRun;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.ThresholdText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a suite found, in words. */
public final class SuiteText {
  private static final int NAME_WIDTH = 18;

  private SuiteText() {}

  /** Returns a run's verdict with what was not met, lines that each end with a line break. */
  public static String of(String run, PlanRun.Done done) {
    List<ThresholdResult> judged = done.result().thresholds();
    long met =
        judged.stream()
            .filter(one -> one.verdict() == Verdict.PASS || one.verdict() == Verdict.WARN)
            .count();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-12s  %s  %d of %d thresholds met  %s%n",
            done.result().verdict().label().toUpperCase(Locale.ROOT),
            padded(run, NAME_WIDTH),
            met,
            judged.size(),
            done.folder()));
    shortcomings(done.result())
        .forEach(one -> text.append("              ").append(one).append('\n'));
    return text.toString();
  }

  /** Returns why a run says nothing, or else what it did not plainly meet. */
  private static List<String> shortcomings(RunResult result) {
    return result.verdict() == Verdict.INVALID
        ? result.reasons()
        : result.thresholds().stream()
            .filter(one -> one.verdict() != Verdict.PASS)
            .map(ThresholdText::of)
            .toList();
  }

  /** Returns tables with their columns under one another, each after an empty line. */
  public static String plain(List<FilledTable> tables) {
    StringBuilder text = new StringBuilder();
    for (FilledTable table : tables) {
      List<Integer> widths = widths(table);
      text.append('\n').append(table.title()).append('\n');
      line(text, table.columns(), widths);
      table.rows().forEach(row -> line(text, row, widths));
    }
    return text.toString();
  }

  private static List<Integer> widths(FilledTable table) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      int width = table.columns().get(i).length();
      for (List<String> row : table.rows()) {
        width = Math.max(width, row.get(i).length());
      }
      widths.add(width);
    }
    return widths;
  }

  private static void line(StringBuilder text, List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append("  ").append(padded(cells.get(i), widths.get(i)));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Returns everything in Markdown. */
  public static String markdown(SuiteResult result) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(result.suite().name()).append(", ");
    text.append(result.profile().name()).append(": ").append(result.verdict().label());
    text.append("\n\n").append(result.suite().description()).append("\n\n");
    text.append("| run | verdict | why, unless all was plainly met |\n|---|---|---|\n");
    result
        .runs()
        .forEach((name, done) -> {
          String why = String.join("; ", shortcomings(done.result()));
          row(text, List.of(name, done.result().verdict().label(), why));
        });
    for (FilledTable table : result.tables()) {
      table(text, table);
    }
    return text.toString();
  }

  /** Adds a table in Markdown, after its title and an empty line. */
  static void table(StringBuilder text, FilledTable table) {
    text.append("\n## ").append(table.title()).append("\n\n");
    row(text, table.columns());
    text.append("|---".repeat(table.columns().size())).append("|\n");
    table.rows().forEach(row -> row(text, row));
  }

  private static void row(StringBuilder text, List<String> cells) {
    cells.forEach(cell -> text.append("| ").append(cell.replace("|", "\\|")).append(' '));
    text.append("|\n");
  }
}
