package dev.loadstone.report;

import dev.loadstone.core.finding.Finding;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.finding.Severity;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.GeneratorSummary;
import dev.loadstone.core.result.LoadSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.SeriesSummary;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.TextTable.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The summary that ends a run in a terminal: verdict first, then what was asked and achieved, and
 * every figure behind it.
 */
public final class SummaryText {
  private static final int WIDTH_MIN = 60;
  private static final int WIDTH_MAX = 160;
  private static final int STEPS_SHOWN = 10;
  private static final int ERRORS_SHOWN = 10;
  private static final String INDENT = "  ";
  private static final List<Statistic> PERCENTILES =
      List.of(Statistic.P50, Statistic.P95, Statistic.P99);

  private final RunResult result;
  private final int width;
  private final boolean colour;
  private final StringBuilder text = new StringBuilder();

  private SummaryText(RunResult result, int width, boolean colour) {
    this.result = result;
    this.width = Math.clamp(width, WIDTH_MIN, WIDTH_MAX);
    this.colour = colour;
  }

  /**
   * Returns the summary.
   *
   * @param width columns of the terminal; taken as {@value #WIDTH_MIN} at least and {@value
   *     #WIDTH_MAX} at most
   * @param colour whether to stress by ANSI escape sequences
   * @return lines, each with a line break at its end
   */
  public static String of(RunResult result, int width, boolean colour) {
    SummaryText summary = new SummaryText(result, width, colour);
    summary.headline();
    summary.thresholds();
    summary.load();
    summary.steps();
    summary.streams();
    summary.models();
    summary.tools();
    summary.times("Protocols", ProtocolFigures.times(summary.result));
    summary.protocolCounts();
    summary.chain();
    summary.recorded();
    summary.findings();
    summary.errors();
    summary.probes();
    summary.generator();
    summary.warnings();
    return summary.text.toString();
  }

  private void headline() {
    Verdict verdict = result.verdict();
    String word = ink(Ink.of(verdict), verdict.label().toUpperCase(Locale.ROOT));
    text.append(word)
        .append("  ")
        .append(ink(Ink.BOLD, Ink.printable(result.start().name())))
        .append('\n');
    paragraph(Narrative.headline(result));
    Narrative.otherReasons(result).forEach(reason -> bullet("-", reason));
  }

  private void load() {
    RunStart start = result.start();
    LoadSummary load = result.load();
    text.append('\n');
    String rate =
        Double.isNaN(load.offeredRate())
            ? ""
            : ", " + Figures.rate(load.offeredRate()) + " on average";
    String warmUp =
        start.warmUpNanos() == 0 ? "" : " after " + whole(start.warmUpNanos()) + " of warm-up";
    if (start.importedFrom().isPresent()) {
      fact("Imported", Ink.printable(start.description()));
    } else {
      fact(
          "Asked",
          load.model() + " load" + rate + ", for " + whole(start.durationNanos()) + warmUp);
    }
    fact(
        "Achieved",
        Figures.rate(load.achievedRate())
            + " iterations, "
            + Figures.rate(load.operationRate())
            + " operations, over "
            + Figures.length(result.duration()));
    fact("Iterations", iterations(load));
    fact(
        "Operations",
        Figures.count(load.operations())
            + " ended, "
            + Figures.count(load.failedOperations())
            + " failed"
            + ratio(load));
    RunEnd end = result.end();
    if (end.reason() != RunEnd.Reason.COMPLETED) {
      String detail = end.detail().isEmpty() ? "" : ": " + Ink.printable(end.detail());
      fact(
          "Ended",
          end.reason().name().toLowerCase(Locale.ROOT)
              + " after "
              + Figures.length(end.atNanos() / 1e9)
              + detail);
    }
  }

  private static String iterations(LoadSummary load) {
    String offered =
        Double.isNaN(load.offeredRate()) ? "" : Figures.count(load.offered()) + " intended, ";
    String cancelled =
        load.cancelled() == 0 ? "" : ", " + Figures.count(load.cancelled()) + " cancelled";
    return offered
        + Figures.count(load.started())
        + " started, "
        + Figures.count(load.completed())
        + " completed, "
        + Figures.count(load.failed())
        + " failed, "
        + Figures.count(load.dropped())
        + " dropped"
        + cancelled;
  }

  private static String ratio(LoadSummary load) {
    return load.failedOperations() == 0
        ? ""
        : " (" + Figures.ratio((double) load.failedOperations() / load.operations()) + ")";
  }

  private static String whole(long nanos) {
    return Durations.format(Duration.ofNanos(nanos));
  }

  private void thresholds() {
    if (result.thresholds().isEmpty()) {
      return;
    }
    TextTable table = new TextTable(3, List.of("<verdict", "observed", "limit", "<threshold"));
    for (ThresholdResult judged : result.thresholds()) {
      table.add(
          List.of(
              new Cell(judged.verdict().label(), Ink.of(judged.verdict())),
              Cell.of(Figures.observed(judged)),
              Cell.of(Figures.limit(judged.threshold(), result.load().offeredRate())),
              Cell.of(Ink.printable(judged.threshold().expression()))));
    }
    section("Thresholds", table);
    result.thresholds().stream()
        .filter(judged -> judged.verdict() == Verdict.INCONCLUSIVE)
        .forEach(
            judged -> bullet("?", judged.threshold().expression() + ": " + judged.reason() + "."));
  }

  private void steps() {
    List<MeasureSummary> slowest =
        result.measures().stream()
            .filter(summary -> summary.measure() == Measure.RESPONSE_TIME && isStep(summary.tags()))
            .sorted(Comparator.comparingDouble(SummaryText::slowness).reversed())
            .toList();
    if (slowest.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            0, List.of("<step", "count", "mean", "p50", "p95", "p99", "max", "service p99"));
    Narrative.total(result, Measure.RESPONSE_TIME)
        .ifPresent(total -> table.add(row("all steps", total)));
    for (MeasureSummary step : slowest.subList(0, Math.min(STEPS_SHOWN, slowest.size()))) {
      table.add(row(Ink.printable(step.tags().get(Tag.STEP)), step));
    }
    section("Response time, slowest steps first", table);
    more(slowest.size() - STEPS_SHOWN, "step");
  }

  private void protocolCounts() {
    List<ProtocolFigures.Count> counts = ProtocolFigures.counts(result);
    if (counts.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(0, List.of("<counter", "count", "per second"));
    for (ProtocolFigures.Count count : counts) {
      table.add(
          List.of(
              Cell.of(count.name()),
              Cell.of(Figures.count(count.count())),
              Cell.of(Figures.rate(ProtocolFigures.rate(result, count)))));
    }
    section("Counters", table);
  }

  private void chain() {
    List<String> facts = ChainFacts.of(result);
    if (!facts.isEmpty()) {
      text.append('\n').append(ink(Ink.BOLD, "Chain")).append('\n');
      facts.forEach(fact -> bullet("-", fact));
    }
  }

  private void recorded() {
    List<RecordedFigure> figures = RecordedFigure.of(result);
    if (!figures.isEmpty()) {
      TextTable table = new TextTable(0, RecordedFigure.titles("<record"));
      figures.forEach(
          figure -> table.add(figure.cells().stream().map(Ink::printable).map(Cell::of).toList()));
      section("Recorded", table);
    }
  }

  private void streams() {
    times("Streams", Narrative.streams(result));
    Narrative.state(result).ifPresent(sentence -> bullet("-", sentence));
  }

  private void models() {
    List<ModelUse> uses = ModelUse.of(result);
    if (uses.isEmpty()) {
      return;
    }
    boolean priced = uses.getFirst().isPriced();
    List<String> titles = new ArrayList<>(List.of("<step"));
    titles.addAll(ModelUse.titles(priced));
    TextTable table = new TextTable(0, titles);
    for (ModelUse use : uses) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(use.step().isEmpty() ? "all steps" : Ink.printable(use.step())));
      use.cells(priced).forEach(figure -> row.add(Cell.of(figure)));
      table.add(row);
    }
    section(priced ? "Tokens and cost" : "Tokens", table);
    ModelUse.remarks(result).forEach(remark -> bullet("?", remark));
  }

  private void findings() {
    course();
    findings("What streams showed", StreamFindings.of(result));
    List<Finding> findings = Findings.of(result);
    if (!findings.isEmpty()) {
      text.append('\n').append(ink(Ink.BOLD, "Findings")).append('\n');
      findings.forEach(this::finding);
    }
  }

  private void finding(Finding finding) {
    bullet(
        ink(finding.severity().compareTo(Severity.HIGH) < 0 ? Ink.YELLOW : Ink.RED, "!"),
        finding.severity().name()
            + " "
            + finding.kind().title()
            + ". "
            + finding.evidence()
            + " "
            + finding.recommendation());
  }

  private void course() {
    List<String> findings = CourseFindings.of(result.course());
    if (!findings.isEmpty()) {
      text.append('\n').append(ink(Ink.BOLD, "Course of the load")).append('\n');
      findings.forEach(finding -> bullet("-", finding));
    }
  }

  private void findings(String title, List<String> findings) {
    if (!findings.isEmpty()) {
      text.append('\n').append(ink(Ink.BOLD, title)).append('\n');
      findings.forEach(finding -> bullet(ink(Ink.YELLOW, "!"), finding));
    }
  }

  private void tools() {
    times("Tools", ToolTimes.of(result));
  }

  private void times(String title, List<MeasureSummary> times) {
    if (times.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(0, List.of("<measure", "count", "mean", "p50", "p95", "p99", "max"));
    for (MeasureSummary time : times) {
      String tool = ToolTimes.tool(time);
      String name = Narrative.label(time) + (tool.isEmpty() ? "" : " " + Ink.printable(tool));
      table.add(timeRow(name, time));
      if (tool.isEmpty()) {
        Narrative.parts(result, time.measure())
            .forEach(part ->
                table.add(timeRow("  " + Ink.printable(Narrative.part(part.tags())), part)));
      }
    }
    section(title, table);
  }

  private static List<Cell> timeRow(String name, MeasureSummary time) {
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(name));
    row.add(Cell.of(Figures.count(time.count())));
    row.add(Cell.of(Figures.seconds(time.mean())));
    PERCENTILES.forEach(
        percentile -> row.add(Cell.of(Figures.seconds(time.percentile(percentile)))));
    row.add(Cell.of(Figures.seconds(time.max())));
    return row;
  }

  private static boolean isStep(Tags tags) {
    return tags.has(Tag.STEP) && tags.values().size() == 1;
  }

  private static double slowness(MeasureSummary step) {
    double p95 = step.percentile(Statistic.P95);
    return Double.isNaN(p95) ? step.max() : p95;
  }

  private List<Cell> row(String name, MeasureSummary response) {
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(name));
    row.add(Cell.of(Figures.count(response.count())));
    row.add(Cell.of(Figures.seconds(response.mean())));
    PERCENTILES.forEach(
        percentile -> row.add(Cell.of(Figures.seconds(response.percentile(percentile)))));
    row.add(Cell.of(Figures.seconds(response.max())));
    Optional<MeasureSummary> service = Narrative.of(result, Measure.SERVICE_TIME, response.tags());
    row.add(
        new Cell(
            service
                .map(times -> Figures.seconds(times.percentile(Statistic.P99)))
                .orElse(Figures.UNKNOWN),
            Ink.DIM));
    return row;
  }

  private void errors() {
    if (result.errors().isEmpty()) {
      return;
    }
    TextTable table = new TextTable(3, List.of("count", "<error", "<step", "<example"));
    List<ErrorSummary> shown =
        result.errors().subList(0, Math.min(ERRORS_SHOWN, result.errors().size()));
    for (ErrorSummary error : shown) {
      String example =
          error.samples().isEmpty() ? Figures.UNKNOWN : error.samples().getFirst().message();
      table.add(
          List.of(
              Cell.of(Figures.count(error.count())),
              new Cell(error.error().label(), Ink.RED),
              Cell.of(TextTable.shorten(Ink.printable(error.step()), width / 3)),
              Cell.of(Ink.printable(example))));
    }
    section("Errors", table);
    more(result.errors().size() - ERRORS_SHOWN, "kind");
  }

  private void more(int hidden, String noun) {
    if (hidden > 0) {
      text.append(INDENT)
          .append(ink(Ink.DIM, "… and " + Figures.count(hidden, "more " + noun)))
          .append('\n');
    }
  }

  private void probes() {
    if (result.series().isEmpty()) {
      return;
    }
    TextTable table = new TextTable(0, List.of("<series", "min", "mean", "max", "seconds"));
    for (SeriesSummary summary : result.series()) {
      table.add(
          List.of(
              Cell.of(summary.series().name()),
              Cell.of(Figures.series(summary.series(), summary.min())),
              Cell.of(Figures.series(summary.series(), summary.mean())),
              Cell.of(Figures.series(summary.series(), summary.max())),
              Cell.of(Figures.count(summary.samples()))));
    }
    section("Probes", table);
    result.growths().forEach(growth -> bullet("-", GrowthFindings.of(growth)));
  }

  private void generator() {
    if (result.start().importedFrom().isPresent()) {
      return;
    }
    GeneratorSummary generator = result.generator();
    String health = generator.healthy() ? ink(Ink.GREEN, "healthy") : ink(Ink.MAGENTA, "the limit");
    List<String> parts = new ArrayList<>(List.of(health));
    addKnown(parts, generator.cpuRatio(), "CPU " + Figures.ratio(generator.cpuRatio()));
    addKnown(
        parts,
        generator.loopCpuRatioMax(),
        "busiest loop " + Figures.ratio(generator.loopCpuRatioMax()));
    addKnown(
        parts,
        generator.startDelayP99(),
        "late by " + Figures.seconds(generator.startDelayP99()) + " (p99)");
    addKnown(
        parts, generator.gcPauseMax(), "longest GC " + Figures.seconds(generator.gcPauseMax()));
    text.append('\n');
    fact("Generator", String.join(", ", parts));
  }

  private static void addKnown(List<String> parts, double figure, String part) {
    if (!Double.isNaN(figure)) {
      parts.add(part);
    }
  }

  private void warnings() {
    List<String> warnings = Narrative.otherWarnings(result);
    if (warnings.isEmpty()) {
      return;
    }
    text.append('\n').append(ink(Ink.BOLD, "Warnings")).append('\n');
    warnings.forEach(warning -> bullet(ink(Ink.YELLOW, "!"), warning));
  }

  private void section(String title, TextTable table) {
    text.append('\n').append(ink(Ink.BOLD, title)).append('\n');
    table
        .lines(width - INDENT.length(), colour)
        .forEach(line -> text.append(INDENT).append(line).append('\n'));
  }

  private void fact(String name, String value) {
    text.append(INDENT)
        .append(ink(Ink.DIM, String.format(Locale.ROOT, "%-11s", name)))
        .append(value)
        .append('\n');
  }

  private void paragraph(String sentence) {
    wrap(Ink.printable(sentence), width).forEach(line -> text.append(line).append('\n'));
  }

  private void bullet(String sign, String sentence) {
    List<String> lines = wrap(Ink.printable(sentence), width - 4);
    for (int i = 0; i < lines.size(); i++) {
      text.append(INDENT).append(i == 0 ? sign : " ").append(' ').append(lines.get(i)).append('\n');
    }
  }

  /** Returns a sentence as lines of at most so many columns, as far as its words allow. */
  static List<String> wrap(String sentence, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private String ink(Ink ink, String words) {
    return colour ? ink.on(words) : words;
  }
}
