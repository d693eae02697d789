package dev.loadstone.report;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.ForkSummary;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleStatistics;
import dev.loadstone.core.benchmark.SteadyState;
import dev.loadstone.core.benchmark.TargetResult;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results of benchmarks as lines for a person. */
public final class BenchmarkText {
  private final BenchmarkReport report;
  private final int width;
  private final boolean colour;
  private final StringBuilder text = new StringBuilder();

  private BenchmarkText(BenchmarkReport report, int width, boolean colour) {
    this.report = report;
    this.width = width;
    this.colour = colour;
  }

  /**
   * Returns the lines, each ended.
   *
   * @param width the most columns that a line may take, as far as that can be
   * @param colour whether verdicts are coloured
   */
  public static String of(BenchmarkReport report, int width, boolean colour) {
    return new BenchmarkText(report, width, colour).text();
  }

  private String text() {
    Verdict verdict = report.verdict();
    line(ink(Ink.of(verdict), verdict.name()) + "  " + Ink.printable(report.name()));
    line("");
    times().forEach(this::line);
    line("");
    resources().forEach(this::line);
    List<String> targets = targets();
    if (targets.size() > 1) {
      line("");
      targets.forEach(this::line);
    }
    List<String> notes = new ArrayList<>();
    report
        .results()
        .forEach(result -> {
          notes.addAll(reasons(result));
          notes.addAll(notes(result));
        });
    if (!notes.isEmpty()) {
      line("");
      notes.forEach(note -> SummaryText.wrap(note, width).forEach(this::line));
    }
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private String ink(Ink ink, String words) {
    return colour ? ink.on(words) : words;
  }

  private static String title(BenchmarkResult result) {
    return Ink.printable(result.name());
  }

  /** Returns what a narrow table does without; the users, too, if they tell nothing apart. */
  private List<String> dispensable(String... columns) {
    List<String> names = new ArrayList<>(List.of(columns));
    if (report.results().stream().mapToInt(BenchmarkResult::concurrency).distinct().count() < 2) {
      names.addFirst("users");
    }
    return names;
  }

  private List<String> times() {
    TextTable table =
        new TextTable(
            0,
            List.of(
                "<benchmark",
                "users",
                "samples",
                "min",
                "median",
                "mean",
                "stddev",
                "p75",
                "p90",
                "p95",
                "p99",
                "max",
                "ops/s",
                "ok",
                "<verdict"),
            dispensable("stddev", "p75", "p90", "min", "mean", "max", "p99"));
    for (BenchmarkResult result : report.results()) {
      SampleStatistics times = result.times();
      List<String> cells =
          List.of(
              title(result),
              String.valueOf(result.concurrency()),
              Figures.count(times.count()),
              seconds(times.min()),
              percentile(result, Figure.MEDIAN),
              seconds(result.figure(Figure.MEAN)),
              seconds(times.stddev()),
              percentile(result, Figure.P75),
              percentile(result, Figure.P90),
              percentile(result, Figure.P95),
              percentile(result, Figure.P99),
              seconds(times.max()),
              Double.isNaN(result.operationsPerSecond())
                  ? Figures.UNKNOWN
                  : Figures.rate(result.operationsPerSecond()).replace("/s", ""),
              ratio(result.successRatio()));
      List<TextTable.Cell> row = new ArrayList<>(cells.stream().map(TextTable.Cell::of).toList());
      row.add(new TextTable.Cell(result.verdict().name(), Ink.of(result.verdict())));
      table.add(row);
    }
    return table.lines(width, colour);
  }

  /** Returns a percentile, in brackets if there are too few samples to rely on it. */
  private static String percentile(BenchmarkResult result, Figure figure) {
    String value = seconds(result.figure(figure));
    return SampleStatistics.isTellable(result.times().count(), figure.quantile())
            || result.times().count() == 0
        ? value
        : "(" + value + ")";
  }

  private List<String> resources() {
    TextTable table =
        new TextTable(
            0,
            List.of(
                "<benchmark", "users", "heap", "rss", "allocated/op", "cpu", "machine", "<cores"),
            dispensable("cores"));
    for (BenchmarkResult result : report.results()) {
      ResourceUse use = result.resources();
      table.add(
          java.util.stream.Stream.of(
                  title(result),
                  String.valueOf(result.concurrency()),
                  bytes(use.heapBytes()),
                  bytes(use.rssBytes()),
                  bytes(use.allocatedBytesPerOperation()),
                  ratio(use.cpuProcess()),
                  ratio(use.cpuMachine()),
                  use.cpuCores().stream()
                      .map(BenchmarkText::ratio)
                      .collect(Collectors.joining(" ")))
              .map(TextTable.Cell::of)
              .toList());
    }
    return table.lines(width, colour);
  }

  private List<String> targets() {
    TextTable table =
        new TextTable(
            0,
            List.of(
                "<benchmark",
                "users",
                "<figure",
                "target",
                "actual",
                "difference",
                "%",
                "<verdict"),
            dispensable("difference", "%"));
    for (BenchmarkResult result : report.results()) {
      for (TargetResult judged : result.targets()) {
        Figure figure = judged.target().figure();
        List<TextTable.Cell> row = new ArrayList<>();
        row.add(TextTable.Cell.of(title(result)));
        row.add(TextTable.Cell.of(String.valueOf(result.concurrency())));
        row.add(TextTable.Cell.of(figure.label()));
        row.add(
            TextTable.Cell.of(
                (figure.isBetterHigher() ? "≥ " : "≤ ") + value(figure, judged.target().limit())));
        row.add(TextTable.Cell.of(value(figure, judged.actual())));
        row.add(TextTable.Cell.of(signed(figure, judged.difference())));
        row.add(TextTable.Cell.of(percent(judged.differenceRatio())));
        row.add(new TextTable.Cell(judged.verdict().name(), Ink.of(judged.verdict())));
        table.add(row);
      }
    }
    return table.lines(width, colour);
  }

  private static List<String> reasons(BenchmarkResult result) {
    return result.targets().stream()
        .filter(judged -> !judged.reason().isEmpty() && judged.verdict() != Verdict.WARN)
        .map(
            judged -> who(result) + judged.target().figure().label() + ": " + judged.reason() + ".")
        .toList();
  }

  /** Returns which result is meant, to be put before what is said of it. */
  static String who(BenchmarkResult result) {
    return title(result) + " (" + Figures.count(result.concurrency(), "user") + "): ";
  }

  /** Returns what a reader must know of a result, each a sentence. */
  public static List<String> notes(BenchmarkResult result) {
    List<String> notes = new ArrayList<>();
    String who = who(result);
    if (!result.stopped().isEmpty()) {
      notes.add(who + "ended early: " + Ink.printable(result.stopped()) + ".");
    }
    if (!result.errors().isEmpty()) {
      notes.add(
          who
              + "failed, and not in the times: "
              + result.errors().entrySet().stream()
                  .map(error -> error.getValue() + " × " + error.getKey())
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (result.isNeverSteady()) {
      notes.add(
          who
              + "never came to a steady state; its figures depend on when they were taken."
              + " Take more samples, or look for what drifts.");
    } else if (result.lateWarmUp() > 0) {
      notes.add(
          who
              + (result.lateWarmUp() == 1
                  ? "the first sample was still warm-up and is"
                  : "the first "
                      + Figures.count(result.lateWarmUp(), "sample")
                      + " were still warm-up and are")
              + " left out; a warm-up of "
              + result.warmUps().stream().mapToInt(Integer::intValue).max().orElse(0)
              + " iterations would do.");
    }
    if (result.steadyStates().stream().anyMatch(state -> state.kind() == SteadyState.Kind.TOO_FEW)
        && result.stopped().isEmpty()) {
      notes.add(who + "too few samples to tell whether it was steady; 30 are needed.");
    }
    result.forks().ifPresent(forks -> notes.add(who + forks(forks)));
    return notes;
  }

  private static String forks(ForkSummary forks) {
    return Figures.count(forks.means().size(), "fork")
        + ", means "
        + forks.means().stream().map(BenchmarkText::seconds).collect(Collectors.joining(", "))
        + forks
            .interval()
            .map(interval ->
                "; mean with 95 % confidence from "
                    + seconds(interval.low())
                    + " to "
                    + seconds(interval.high()))
            .orElse("")
        + ".";
  }

  private static String seconds(double seconds) {
    return Double.isNaN(seconds) ? Figures.UNKNOWN : Figures.seconds(seconds);
  }

  private static String ratio(double ratio) {
    return Double.isNaN(ratio) ? Figures.UNKNOWN : Figures.ratio(ratio);
  }

  private static String bytes(double bytes) {
    return Double.isNaN(bytes) ? Figures.UNKNOWN : DataSizes.human(bytes);
  }

  /** Returns a figure with its unit. */
  static String value(Figure figure, double value) {
    if (Double.isNaN(value)) {
      return Figures.UNKNOWN;
    }
    return switch (figure.kind()) {
      case TIME -> Figures.seconds(value);
      case RATE -> Figures.rate(value);
      case RATIO, LOAD -> Figures.ratio(value);
      case BYTES -> DataSizes.human(value);
    };
  }

  /** Returns a difference of figures with its sign and unit. */
  static String signed(Figure figure, double difference) {
    return Double.isNaN(difference)
        ? Figures.UNKNOWN
        : (difference < 0 ? "−" : "+") + value(figure, Math.abs(difference));
  }

  /** Returns a difference as a share, in percent with its sign. */
  static String percent(double ratio) {
    return Double.isNaN(ratio)
        ? Figures.UNKNOWN
        : (ratio < 0 ? "−" : "+")
            + Decimals.plain(Decimals.rounded(Math.abs(ratio) * 100, 3))
            + String.format(Locale.ROOT, " %%");
  }

  /** Returns labels as one text, for example {@code team=a, tier=1}. */
  static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
  }
}
