package dev.loadstone.report;

import dev.loadstone.core.gate.Answer;
import dev.loadstone.core.gate.ChangeWatch;
import dev.loadstone.core.gate.Gate;
import dev.loadstone.core.gate.JudgedRun;
import dev.loadstone.core.gate.PartAnswer;
import dev.loadstone.core.gate.WatchedChange;
import dev.loadstone.core.gate.WatchedChange.State;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.TextTable.Cell;
import java.util.List;

/** A gate for a terminal. */
final class GateText {
  private static final int ANSWER_WIDTH = 16;
  private static final int PART_WIDTH = 10;

  private final Gate gate;
  private final int width;
  private final boolean colour;
  private final StringBuilder text = new StringBuilder();

  private GateText(Gate gate, int width, boolean colour) {
    this.gate = gate;
    this.width = width;
    this.colour = colour;
  }

  /**
   * Returns the text, each line ended.
   *
   * @param width of lines that can give way
   */
  static String of(Gate gate, int width, boolean colour) {
    GateText report = new GateText(gate, width, colour);
    report.parts();
    report.thresholds();
    gate.comparison()
        .ifPresent(comparison -> {
          report.title("Baseline");
          report.text.append(ComparisonText.of(comparison, width, colour));
        });
    gate.watch().ifPresent(report::changes);
    return report.text.toString();
  }

  /** Returns what the gate and each part of it says, a line each. */
  static String brief(Gate gate, boolean colour) {
    GateText report = new GateText(gate, Integer.MAX_VALUE, colour);
    report.parts();
    return report.text.toString();
  }

  private void parts() {
    line(ink(Ink.BOLD, Ink.printable(GateFigures.headline(gate))));
    for (PartAnswer part : gate.parts()) {
      String words = part.answer().words();
      line(
          "  "
              + ink(ink(part.counted()), words)
              + " ".repeat(ANSWER_WIDTH - words.length())
              + "  "
              + padded(part.part().label(), PART_WIDTH)
              + "  "
              + Ink.printable(part.reason())
              + (part.required() && part.answer() == Answer.NOT_JUDGED ? " (required)" : ""));
    }
  }

  private void thresholds() {
    for (JudgedRun run : gate.candidates()) {
      List<ThresholdResult> told =
          run.result().thresholds().stream()
              .filter(judged -> judged.verdict() != Verdict.PASS)
              .toList();
      if (!told.isEmpty()) {
        title(gate.candidates().size() == 1 ? "Thresholds" : "Thresholds of " + run.name());
        told.forEach(judged -> line("  " + Ink.printable(ThresholdText.of(judged))));
      }
    }
  }

  private void changes(ChangeWatch watch) {
    List<WatchedChange> fresh = watch.fresh();
    if (fresh.isEmpty()) {
      return;
    }
    title("Fresh changes");
    TextTable table =
        new TextTable(
            1,
            List.of(
                "<", "<Figure", "Before", "After", "Change", "<From run", "<Commit", "Runs ago"),
            List.of("Runs ago"));
    for (WatchedChange change : fresh) {
      table.add(
          List.of(
              new Cell(change.state().words(), ink(change.state())),
              Cell.of(Ink.printable(change.subject().name())),
              Cell.of(GateFigures.before(change)),
              Cell.of(GateFigures.after(change)),
              Cell.of(GateFigures.size(change)),
              Cell.of(change.first().id()),
              Cell.of(Ink.printable(change.first().shortCommit())),
              Cell.of(String.valueOf(change.age()))));
    }
    table.lines(width, colour).forEach(this::line);
  }

  private static Ink ink(Answer answer) {
    return switch (answer) {
      case MISSED, REGRESSION -> Ink.RED;
      case INCONCLUSIVE -> Ink.CYAN;
      case PASSED -> Ink.GREEN;
      case NOT_JUDGED -> Ink.YELLOW;
    };
  }

  private static Ink ink(State state) {
    return switch (state) {
      case ALARM -> Ink.RED;
      case WAITING -> Ink.YELLOW;
      case BETTER -> Ink.GREEN;
      case BACK, UNSURE, OLD, SMALL -> Ink.PLAIN;
    };
  }

  private String ink(Ink ink, String words) {
    return colour ? ink.on(words) : words;
  }

  private void title(String title) {
    text.append('\n');
    line(ink(Ink.BOLD, Ink.printable(title)));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String padded(String word, int length) {
    return word + " ".repeat(Math.max(0, length - word.length()));
  }
}
