package dev.loadstone.report;

import dev.loadstone.core.gate.Answer;
import dev.loadstone.core.gate.ChangeWatch;
import dev.loadstone.core.gate.Gate;
import dev.loadstone.core.gate.JudgedRun;
import dev.loadstone.core.gate.PartAnswer;
import dev.loadstone.core.gate.WatchedChange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gate in Markdown as GitHub and GitLab show it, for summaries of jobs. */
final class GateMarkdown {
  private GateMarkdown() {}

  /** Returns the document. */
  static String of(Gate gate) {
    StringBuilder text = new StringBuilder("# Gate: ");
    text.append(MarkdownReport.escape(GateFigures.headline(gate)))
        .append("\n\n| Part | Answer | Why |\n|---|---|---|\n");
    for (PartAnswer part : gate.parts()) {
      boolean lacking = part.required() && part.answer() == Answer.NOT_JUDGED;
      cells(
          text,
          Stream.of(
              part.part().label(),
              part.answer().words() + (lacking ? ", though required" : ""),
              part.reason()));
    }
    gate.candidates().forEach(run -> thresholds(text, run, gate.candidates().size()));
    gate.comparison()
        .ifPresent(comparison -> text.append('\n').append(ComparisonMarkdown.of(comparison, "##")));
    gate.watch().ifPresent(watch -> changes(text, watch));
    return text.toString();
  }

  private static void thresholds(StringBuilder text, JudgedRun run, int runs) {
    String section = MarkdownReport.thresholdsOf(run.result());
    text.append(
        runs == 1
            ? section
            : section.replace(
                "## Thresholds", "## Thresholds of " + MarkdownReport.escape(run.name())));
  }

  private static void changes(StringBuilder text, ChangeWatch watch) {
    List<WatchedChange> fresh = watch.fresh();
    if (fresh.isEmpty()) {
      return;
    }
    text.append(
        "\n## Fresh changes\n\n| Answer | Figure | Before | After | Change | From run | Commit"
            + " | Runs ago | Confidence |\n|---|---|---:|---:|---:|---|---|---:|---:|\n");
    for (WatchedChange change : fresh) {
      cells(
          text,
          Stream.of(
              change.state().words(),
              change.subject().name(),
              GateFigures.before(change),
              GateFigures.after(change),
              GateFigures.size(change),
              change.first().id(),
              change.first().shortCommit(),
              String.valueOf(change.age()),
              GateFigures.confidence(change)));
    }
  }

  private static void cells(StringBuilder text, Stream<String> cells) {
    text.append(cells.map(MarkdownReport::escape).collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
