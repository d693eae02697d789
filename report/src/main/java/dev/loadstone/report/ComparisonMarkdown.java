package dev.loadstone.report;

import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.Omission;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison in Markdown as GitHub and GitLab show it. */
final class ComparisonMarkdown {
  private ComparisonMarkdown() {}

  /** Returns the document. */
  static String of(Comparison comparison) {
    return of(comparison, "#");
  }

  /**
   * Returns the document, or a part of one.
   *
   * @param level of its heading, as many signs
   */
  static String of(Comparison comparison, String level) {
    StringBuilder text = new StringBuilder(level).append(" Comparison: ");
    text.append(ComparisonFigures.headline(comparison)).append("\n\n| Side | Runs |\n|---|---|\n");
    side(text, "Baseline", comparison.baseline());
    side(text, "Candidate", comparison.candidate());
    if (!comparison.changes().isEmpty()) {
      text.append(
          "\n| Judgement | Figure | Baseline | Candidate | Change | 95 % interval | p | Tolerance"
              + " | Why |\n|---|---|---:|---:|---:|---:|---:|---:|---|\n");
      comparison.changes().forEach(change -> row(text, change));
    }
    if (!comparison.omissions().isEmpty()) {
      text.append("\nNot compared:\n\n");
      for (Omission omission : comparison.omissions()) {
        text.append("- ")
            .append(MarkdownReport.escape(omission.subject().name() + ": " + omission.reason()))
            .append('\n');
      }
    }
    text.append('\n');
    if (comparison.isValid()) {
      text.append("- ").append(ComparisonFigures.method(comparison)).append('\n');
    }
    comparison
        .notes()
        .forEach(note -> text.append("- ").append(MarkdownReport.escape(note)).append('\n'));
    return text.toString();
  }

  private static void side(StringBuilder text, String name, List<ComparedRun> runs) {
    String names = runs.stream().map(ComparedRun::name).collect(Collectors.joining(", "));
    cells(text, Stream.of(name, ComparisonFigures.runs(runs) + ": " + names));
  }

  private static void row(StringBuilder text, Change change) {
    cells(
        text,
        Stream.of(
            ComparisonFigures.word(change),
            change.subject().name(),
            ComparisonFigures.before(change),
            ComparisonFigures.after(change),
            ComparisonFigures.size(change),
            ComparisonFigures.interval(change),
            ComparisonFigures.p(change.adjustedP()),
            ComparisonFigures.tolerance(change),
            ComparisonFigures.reason(change)));
  }

  private static void cells(StringBuilder text, Stream<String> cells) {
    text.append(cells.map(MarkdownReport::escape).collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
