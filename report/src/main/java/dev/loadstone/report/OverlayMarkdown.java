package dev.loadstone.report;

import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.report.Overlay.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several runs side by side in Markdown as GitHub and GitLab show it. */
final class OverlayMarkdown {
  private final Overlay overlay;
  private final StringBuilder text = new StringBuilder();

  private OverlayMarkdown(Overlay overlay) {
    this.overlay = overlay;
  }

  /** Returns the document. */
  static String of(Overlay overlay) {
    OverlayMarkdown report = new OverlayMarkdown(overlay);
    report.head();
    report.thresholds();
    report.findings();
    report.figures();
    report.environment();
    return report.text.toString();
  }

  private void head() {
    text.append("# ")
        .append(MarkdownReport.escape(overlay.name()))
        .append(": ")
        .append(overlay.runs().size())
        .append(
            " runs\n\n| Run | Verdict | Began | Measured | Directory |\n|---|---|---|---:|---|\n");
    for (Run run : overlay.runs()) {
      row(
          List.of(
              run.letter(),
              run.result().verdict().label(),
              OverlayFacts.when(run),
              Figures.length(run.result().duration()),
              run.directory()));
    }
    text.append('\n').append(OverlayFacts.CAUTION).append('\n');
  }

  private void thresholds() {
    Map<String, List<Optional<ThresholdResult>>> all = OverlayFacts.thresholds(overlay);
    if (all.isEmpty()) {
      return;
    }
    heading("Thresholds", letters());
    all.forEach((expression, judged) -> {
      List<String> cells = new ArrayList<>(List.of(expression));
      judged.forEach(one ->
          cells.add(
              one.map(known -> known.verdict().label() + ", " + ThresholdText.observed(known))
                  .orElse(Figures.UNKNOWN)));
      row(cells);
    });
  }

  private void findings() {
    Map<String, List<String>> all = OverlayFacts.findings(overlay);
    if (all.isEmpty()) {
      return;
    }
    heading("Findings", letters());
    all.forEach((title, severities) -> {
      List<String> cells = new ArrayList<>(List.of(title));
      severities.forEach(severity -> cells.add(severity.isEmpty() ? Figures.UNKNOWN : severity));
      row(cells);
    });
  }

  private void figures() {
    String step = "";
    boolean first = true;
    for (OverlayRow row : OverlayRow.of(overlay)) {
      if (!row.isKnown()) {
        continue;
      }
      if (first || !row.step().equals(step)) {
        heading(row.stepName(), columns());
        step = row.step();
        first = false;
      }
      List<String> cells = new ArrayList<>(List.of(row.name(), row.shown(0)));
      for (int i = 1; i < overlay.runs().size(); i++) {
        cells.add(row.shown(i));
        cells.add(row.shownDifference(i));
      }
      row(cells);
    }
  }

  private void environment() {
    Map<String, List<String>> all = OverlayFacts.differences(overlay);
    if (all.isEmpty()) {
      text.append("\nPlan, load and environment are the same in all runs.\n");
      return;
    }
    heading("What is not the same", letters());
    all.forEach((name, values) -> {
      List<String> cells = new ArrayList<>(List.of(name));
      values.forEach(value -> cells.add(value.isEmpty() ? Figures.UNKNOWN : value));
      row(cells);
    });
  }

  private List<String> letters() {
    return overlay.runs().stream().map(Run::letter).toList();
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("A"));
    for (Run run : overlay.runs().subList(1, overlay.runs().size())) {
      columns.add(run.letter());
      columns.add(run.letter() + " to A");
    }
    return columns;
  }

  private void heading(String title, List<String> columns) {
    text.append("\n## ").append(MarkdownReport.escape(title)).append("\n\n| |");
    columns.forEach(column -> text.append(' ').append(column).append(" |"));
    text.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
  }

  private void row(List<String> cells) {
    text.append(
        cells.stream()
            .map(MarkdownReport::escape)
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
