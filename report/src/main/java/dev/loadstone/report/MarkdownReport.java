package dev.loadstone.report;

import dev.loadstone.core.finding.Finding;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfiledFunction;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.verdict.ThresholdResult;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A result in Markdown as GitHub and GitLab show it, for pull requests and summaries of jobs: the
 * judgement, what happened in words, thresholds, findings, steps, failures and profiles.
 */
final class MarkdownReport {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
  private static final List<Statistic> PERCENTILES =
      List.of(Statistic.P50, Statistic.P95, Statistic.P99);

  private final RunResult result;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(RunResult result) {
    this.result = result;
  }

  /** Returns the document. */
  static String of(RunResult result) {
    MarkdownReport report = new MarkdownReport(result);
    report.head();
    report.thresholds();
    report.findings();
    report.steps();
    report.errors();
    report.profiles();
    report.foot();
    return report.text.toString();
  }

  /** Returns the section with the thresholds, as other documents have it; nothing without any. */
  static String thresholdsOf(RunResult result) {
    MarkdownReport report = new MarkdownReport(result);
    report.thresholds();
    return report.text.toString();
  }

  private void head() {
    text.append("# ")
        .append(escape(result.start().name()))
        .append(": ")
        .append(result.verdict().label())
        .append("\n\n**")
        .append(escape(Narrative.headline(result)))
        .append("** ")
        .append(escape(String.join(" ", Narrative.sentences(result))))
        .append('\n');
    List<String> reasons = Narrative.otherReasons(result);
    if (!reasons.isEmpty()) {
      text.append('\n');
      reasons.forEach(reason -> text.append("- ").append(escape(reason)).append('\n'));
    }
  }

  private void thresholds() {
    if (result.thresholds().isEmpty()) {
      return;
    }
    table("Thresholds", "--::", "Verdict", "Threshold", "Observed", "Limit");
    for (ThresholdResult judged : result.thresholds()) {
      row(
          judged.verdict().label(),
          judged.threshold().expression(),
          ThresholdText.observed(judged),
          Figures.limit(judged.threshold(), result.load().offeredRate()));
    }
  }

  private void findings() {
    List<Finding> findings = Findings.of(result);
    if (findings.isEmpty()) {
      return;
    }
    text.append("\n## Findings\n\n");
    for (Finding finding : findings) {
      text.append("- **")
          .append(finding.severity().label())
          .append("** ")
          .append(escape(finding.kind().title() + ". " + finding.evidence()))
          .append(" *")
          .append(escape(finding.recommendation()))
          .append("*\n");
    }
  }

  private void steps() {
    List<MeasureSummary> times =
        result.start().steps().stream()
            .flatMap(step ->
                Narrative.of(result, Measure.RESPONSE_TIME, Tags.of(Tag.STEP, step)).stream())
            .toList();
    if (times.isEmpty()) {
      return;
    }
    table(
        "Response times of successful operations",
        "-:::::",
        "Step",
        "Operations",
        "p50",
        "p95",
        "p99",
        "Slowest");
    times.forEach(this::step);
    Narrative.total(result, Measure.RESPONSE_TIME)
        .filter(all -> times.size() > 1)
        .ifPresent(this::step);
  }

  private void step(MeasureSummary times) {
    String name = times.tags().has(Tag.STEP) ? times.tags().get(Tag.STEP) : "all steps";
    text.append("| ").append(escape(name)).append(" | ").append(Figures.count(times.count()));
    for (Statistic percentile : PERCENTILES) {
      double seconds = times.percentile(percentile);
      text.append(" | ").append(Double.isNaN(seconds) ? Figures.UNKNOWN : Figures.seconds(seconds));
    }
    text.append(" | ").append(Figures.seconds(times.max())).append(" |\n");
  }

  private void errors() {
    if (result.errors().isEmpty()) {
      return;
    }
    table("Failures", "--:-", "Class", "Step", "How many", "For example");
    for (ErrorSummary error : result.errors()) {
      String example = error.samples().isEmpty() ? "" : error.samples().getFirst().message();
      row(error.error().label(), error.step(), Figures.count(error.count()), example);
    }
  }

  private void profiles() {
    if (result.profiles().isEmpty()) {
      return;
    }
    text.append("\n## Profiles\n");
    for (Profile profile : result.profiles()) {
      text.append("\n### ")
          .append(escape(HtmlProfiles.title(profile)))
          .append("\n\n")
          .append(escape(HtmlProfiles.facts(profile)))
          .append('\n');
      if (!profile.functions().isEmpty()) {
        columns("-::", "Function", "Itself", "Whole");
      }
      for (ProfiledFunction function : profile.functions()) {
        row(function.name(), Figures.ratio(function.self()), Figures.ratio(function.total()));
      }
    }
  }

  private void foot() {
    String phases =
        result.start().phases().stream()
            .filter(phase -> !phase.isWarmUp())
            .map(PhaseWindow::name)
            .distinct()
            .collect(Collectors.joining(", "));
    text.append("\n<sub>")
        .append(WHEN.format(result.start().started().atOffset(ZoneOffset.UTC)))
        .append(", ")
        .append(result.start().model())
        .append(" load, ")
        .append(Figures.length(result.duration()))
        .append(" measured")
        .append(phases.isEmpty() ? "" : " (" + escape(phases) + ")")
        .append(", by Loadstone.</sub>\n");
  }

  /**
   * Begins a section with a table.
   *
   * @param alignment a colon for each column of numbers, a hyphen for each of words
   */
  private void table(String title, String alignment, String... columns) {
    text.append("\n## ").append(title).append('\n');
    columns(alignment, columns);
  }

  private void columns(String alignment, String... columns) {
    text.append("\n|");
    for (String column : columns) {
      text.append(' ').append(column).append(" |");
    }
    text.append("\n|");
    alignment.chars().forEach(column -> text.append(column == ':' ? "---:|" : "---|"));
    text.append('\n');
  }

  private void row(String... cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(' ').append(escape(cell)).append(" |");
    }
    text.append('\n');
  }

  /** Returns a text in which nothing is markup, on one line. */
  static String escape(String plain) {
    StringBuilder escaped = new StringBuilder(plain.length() + 16);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '\\', '`', '*', '[', ']', '|', '~', '#', '!' -> escaped.append('\\').append(c);
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '_' -> escaped.append(isWithinWord(plain, i) ? "_" : "\\_");
        default -> escaped.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return escaped.toString();
  }

  private static boolean isWithinWord(String plain, int at) {
    return at > 0
        && at + 1 < plain.length()
        && Character.isLetterOrDigit(plain.charAt(at - 1))
        && Character.isLetterOrDigit(plain.charAt(at + 1));
  }
}
