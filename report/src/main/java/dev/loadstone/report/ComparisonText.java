package dev.loadstone.report;

import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.Judgement;
import dev.loadstone.core.compare.Omission;
import dev.loadstone.report.TextTable.Cell;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison for a terminal. */
final class ComparisonText {
  private static final int NAMES_MAX = 3;

  private ComparisonText() {}

  /**
   * Returns the text, each line ended.
   *
   * @param width of lines that can give way
   */
  static String of(Comparison comparison, int width, boolean colour) {
    StringBuilder text = new StringBuilder();
    String headline = ComparisonFigures.headline(comparison);
    text.append(colour ? Ink.BOLD.on(headline) : headline).append('\n');
    side(text, "baseline ", comparison.baseline());
    side(text, "candidate", comparison.candidate());
    if (!comparison.changes().isEmpty()) {
      text.append('\n');
      table(comparison).lines(width, colour).forEach(line -> text.append(line).append('\n'));
      text.append('\n');
      for (Change change : comparison.changes()) {
        boolean small = change.judgement() == Judgement.NO_CHANGE && change.significant();
        if (change.judgement() == Judgement.INCONCLUSIVE || small) {
          line(text, change.subject().name() + ": " + ComparisonFigures.reason(change) + ".");
        }
      }
    }
    for (Omission omission : comparison.omissions()) {
      line(text, omission.subject().name() + " is not compared: " + omission.reason() + ".");
    }
    if (comparison.isValid()) {
      line(text, ComparisonFigures.method(comparison));
    }
    comparison.notes().forEach(note -> line(text, note));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(Ink.printable(line)).append('\n');
  }

  private static void side(StringBuilder text, String name, List<ComparedRun> runs) {
    String names =
        runs.stream()
            .limit(NAMES_MAX)
            .map(ComparedRun::name)
            .collect(Collectors.joining(", ", "", runs.size() > NAMES_MAX ? ", …" : ""));
    line(text, "  " + name + "  " + ComparisonFigures.runs(runs) + ": " + names);
  }

  private static TextTable table(Comparison comparison) {
    TextTable table =
        new TextTable(
            1,
            List.of(
                "<Judgement",
                "<Figure",
                "Baseline",
                "Candidate",
                "Change",
                "95 % interval",
                "p",
                "Tolerance"),
            List.of("p", "Tolerance"));
    for (Change change : comparison.changes()) {
      table.add(
          List.of(
              new Cell(ComparisonFigures.word(change), ink(change)),
              Cell.of(Ink.printable(change.subject().name())),
              Cell.of(ComparisonFigures.before(change)),
              Cell.of(ComparisonFigures.after(change)),
              new Cell(ComparisonFigures.size(change), change.significant() ? Ink.BOLD : Ink.PLAIN),
              Cell.of(ComparisonFigures.interval(change)),
              Cell.of(ComparisonFigures.p(change.adjustedP())),
              Cell.of(ComparisonFigures.tolerance(change))));
    }
    return table;
  }

  private static Ink ink(Change change) {
    if (change.suspected()) {
      return Ink.YELLOW;
    }
    return switch (change.judgement()) {
      case REGRESSION -> Ink.RED;
      case IMPROVEMENT -> Ink.GREEN;
      case NO_CHANGE -> Ink.PLAIN;
      case INCONCLUSIVE -> Ink.CYAN;
    };
  }
}
