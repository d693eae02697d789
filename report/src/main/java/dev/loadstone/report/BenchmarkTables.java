package dev.loadstone.report;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.ForkSummary;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleIntervals;
import dev.loadstone.core.benchmark.SampleStatistics;
import dev.loadstone.core.benchmark.SteadyState;
import dev.loadstone.core.benchmark.TargetResult;
import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.report.Html.Datum;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The tables of the page of benchmarks. */
final class BenchmarkTables {
  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;

  private BenchmarkTables() {}

  /** Returns what to call a result: its name, with its level if there are several. */
  static String title(BenchmarkReport report, BenchmarkResult result) {
    long levels =
        report.results().stream().filter(other -> other.name().equals(result.name())).count();
    return levels < 2
        ? result.name()
        : result.name() + ", " + Figures.count(result.concurrency(), "user");
  }

  private static void head(Html html, String id, String style, String... columns) {
    html.start("div", "class", "scroll").start("table", "id", id, "class", style);
    html.start("thead").start("tr");
    for (String column : columns) {
      boolean left = column.startsWith("<");
      String name = left ? column.substring(1) : column;
      html.element("th", name, "class", left ? "" : "number");
    }
    html.end("tr").end("thead").line().start("tbody").line();
  }

  private static String end(Html html) {
    return html.end("tbody").end("table").end("div").toString();
  }

  private static void row(Html html, BenchmarkReport report, BenchmarkResult result) {
    html.start("tr").element("th", title(report, result), "scope", "row");
  }

  private static Datum datum(BenchmarkResult result, Figure figure, double value) {
    String unit =
        switch (figure.kind()) {
          case TIME -> "s";
          case RATE -> "per second";
          case BYTES -> "bytes";
          case RATIO, LOAD -> "";
        };
    String place = result.name() + "@" + result.concurrency();
    return new Datum(
        figure.name().toLowerCase(Locale.ROOT),
        place,
        "",
        value,
        BenchmarkText.value(figure, value),
        unit);
  }

  /** Returns the targets, judged, or a sentence if there are none. */
  static String targets(BenchmarkReport report) {
    Html html = new Html();
    if (report.results().stream().allMatch(result -> result.targets().isEmpty())) {
      return html.element("p", "No benchmark has targets.", "class", "empty").toString();
    }
    head(
        html,
        "target-table",
        "sortable",
        "<Benchmark",
        "<Figure",
        "Target",
        "Actual",
        "Difference",
        "%",
        "<Verdict");
    for (BenchmarkResult result : report.results()) {
      for (TargetResult judged : result.targets()) {
        row(html, report, result);
        target(html, result, judged);
        html.end("tr").line();
      }
    }
    return end(html);
  }

  private static void target(Html html, BenchmarkResult result, TargetResult judged) {
    Figure figure = judged.target().figure();
    html.start("td").element("code", figure.label()).end("td");
    String limit =
        (figure.isBetterHigher() ? "≥ " : "≤ ")
            + BenchmarkText.value(figure, judged.target().limit());
    html.element(
        "td",
        limit,
        "class",
        "number",
        "data-value",
        Html.exact(judged.target().limit()),
        "title",
        Html.exact(judged.target().limit()));
    html.number("td", datum(result, figure, judged.actual()));
    difference(html, BenchmarkText.signed(figure, judged.difference()), judged.difference());
    difference(html, BenchmarkText.percent(judged.differenceRatio()), judged.differenceRatio());
    html.start("td")
        .element(
            "span", judged.verdict().label(), "class", "pill small " + judged.verdict().label());
    if (!judged.reason().isEmpty()) {
      html.element("div", judged.reason(), "class", "note");
    }
    html.end("td");
  }

  private static void difference(Html html, String shown, double exact) {
    html.element("td", shown, "class", "number muted", "data-value", Html.exact(exact));
  }

  /** Returns the times of all benchmarks, with intervals of the median, p95 and the mean. */
  static String times(BenchmarkReport report) {
    Html html = new Html();
    head(
        html,
        "benchmark-table",
        "sortable filterable wide",
        "<Benchmark",
        "Samples",
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
        "Succeeded");
    for (BenchmarkResult result : report.results()) {
      double[] samples = samples(result);
      String verdict = result.verdict().label();
      html.start("tr")
          .start("th", "scope", "row")
          .element("div", title(report, result))
          .element("span", verdict, "class", "pill small " + verdict)
          .end("th");
      html.number(
          "td",
          Datum.count(
              "samples", result.name() + "@" + result.concurrency(), "", result.times().count()));
      figure(html, result, Figure.MIN);
      figure(html, result, Figure.MEDIAN, SampleIntervals.of(samples, MEDIAN));
      figure(html, result, Figure.MEAN, result.forks().flatMap(ForkSummary::interval));
      figure(html, result, Figure.STDDEV);
      List.of(Figure.P75, Figure.P90).forEach(figure -> figure(html, result, figure));
      figure(html, result, Figure.P95, SampleIntervals.of(samples, P95));
      List.of(Figure.P99, Figure.MAX, Figure.OPERATIONS_PER_SECOND, Figure.SUCCESS_RATIO)
          .forEach(figure -> figure(html, result, figure));
      html.end("tr").line();
    }
    return end(html);
  }

  /** Returns the samples of all runs in their order. */
  static double[] samples(BenchmarkResult result) {
    DoubleStream all = DoubleStream.empty();
    for (int run = 0; run < result.runs().size(); run++) {
      all =
          DoubleStream.concat(
              all, Arrays.stream(result.runs().get(run).durations(result.warmUps().get(run))));
    }
    return all.toArray();
  }

  private static void figure(Html html, BenchmarkResult result, Figure figure) {
    html.number("td", shown(result, figure));
  }

  /** Adds a figure with its confidence interval below it. */
  private static void figure(
      Html html, BenchmarkResult result, Figure figure, Optional<ConfidenceInterval> interval) {
    Datum datum = shown(result, figure);
    html.start(
            "td",
            "class",
            "number",
            "data-measure",
            datum.measure(),
            "data-step",
            datum.step(),
            "data-value",
            Html.exact(datum.value()))
        .text(datum.shown());
    interval.ifPresent(known -> html.element("div", text(known), "class", "interval"));
    html.end("td");
  }

  /** Returns a figure, in brackets if there are too few samples to rely on it. */
  private static Datum shown(BenchmarkResult result, Figure figure) {
    Datum exact = datum(result, figure, result.figure(figure));
    double quantile = figure.quantile();
    boolean doubtful =
        !Double.isNaN(quantile)
            && result.times().count() > 0
            && !SampleStatistics.isTellable(result.times().count(), quantile);
    return doubtful
        ? new Datum(
            exact.measure(),
            exact.step(),
            "",
            exact.value(),
            "(" + exact.shown() + ")",
            exact.unit())
        : exact;
  }

  private static String text(ConfidenceInterval interval) {
    return Figures.seconds(interval.low()) + " to " + Figures.seconds(interval.high());
  }

  /** Returns what is known of warm-up and steadiness, one row for each run. */
  static String steadiness(BenchmarkReport report) {
    Html html = new Html();
    head(
        html,
        "steady-table",
        "sortable",
        "<Benchmark",
        "Fork",
        "Iterations",
        "Warm-up given",
        "Warm-up found",
        "<Steady state");
    for (BenchmarkResult result : report.results()) {
      for (int run = 0; run < result.runs().size(); run++) {
        row(html, report, result);
        html.element(
            "td", result.forks().isEmpty() ? "" : String.valueOf(run + 1), "class", "number");
        count(html, result.runs().get(run).size());
        count(html, result.runs().get(run).warmUp());
        count(html, result.warmUps().get(run));
        SteadyState.Kind kind = result.steadyStates().get(run).kind();
        html.start("td")
            .element("span", word(kind), "class", "pill small " + style(kind))
            .end("td");
        html.end("tr").line();
      }
    }
    return end(html);
  }

  private static String word(SteadyState.Kind kind) {
    return switch (kind) {
      case STEADY -> "steady";
      case NEVER -> "never";
      case TOO_FEW -> "too few to tell";
    };
  }

  private static String style(SteadyState.Kind kind) {
    return switch (kind) {
      case STEADY -> "pass";
      case NEVER -> "warn";
      case TOO_FEW -> "inconclusive";
    };
  }

  private static void count(Html html, long count) {
    html.element(
        "td", Figures.count(count), "class", "number", "data-value", String.valueOf(count));
  }

  /** Returns what measuring used. */
  static String resources(BenchmarkReport report) {
    Html html = new Html();
    head(
        html,
        "resource-table",
        "sortable",
        "<Benchmark",
        "Heap",
        "Memory",
        "Allocated per call",
        "Processors used",
        "Machine busy",
        "<By processor");
    for (BenchmarkResult result : report.results()) {
      ResourceUse use = result.resources();
      row(html, report, result);
      figure(html, result, Figure.HEAP);
      figure(html, result, Figure.RSS);
      figure(html, result, Figure.ALLOCATED_PER_OPERATION);
      html.number(
          "td",
          new Datum(
              "cpu_process",
              result.name() + "@" + result.concurrency(),
              "",
              use.cpuProcess(),
              Double.isNaN(use.cpuProcess())
                  ? Figures.UNKNOWN
                  : Durations.significant(use.cpuProcess()),
              ""));
      figure(html, result, Figure.CPU);
      html.element(
          "td",
          use.cpuCores().stream()
              .map(core -> Double.isNaN(core) ? Figures.UNKNOWN : Math.round(core * 100) + " %")
              .collect(Collectors.joining(", ")),
          "class",
          "muted");
      html.end("tr").line();
    }
    return end(html);
  }
}
