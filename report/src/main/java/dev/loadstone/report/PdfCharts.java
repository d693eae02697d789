package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.PdfChart.Axis;
import dev.loadstone.report.pdf.Curve;
import dev.loadstone.report.pdf.Curve.Form;
import dev.loadstone.report.pdf.Curve.Point;
import dev.loadstone.report.pdf.Mark;
import dev.loadstone.report.pdf.Scale;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** The charts of a run as the page has them, for paper. */
final class PdfCharts {
  private static final int STEPS = 4;
  private static final int STACKED_COLORS = 6;

  /** How much is seen of the colour of the interval. */
  private static final double RIBBON = 0.3;

  private final RunResult result;
  private final Palette palette;
  private final TimelineColumns columns;
  private final double[] times;
  private final PdfTimes axis;
  private final Map<String, double[]> curves;
  private final Map<String, PdfChart> charts = new LinkedHashMap<>();

  private PdfCharts(RunResult result, Palette palette) {
    this.result = result;
    this.palette = palette;
    this.columns = TimelineColumns.of(result.timeline());
    this.times = columns.times();
    this.curves = columns.curves();
    this.axis = new PdfTimes(result, palette);
  }

  /** Returns the charts in which there is something to see, by the ids of their places. */
  static Map<String, PdfChart> of(RunResult result, Palette palette) {
    PdfCharts all = new PdfCharts(result, palette);
    if (all.times.length > 0) {
      all.response();
      all.throughput();
      all.errors();
      all.levels();
      all.streams();
      all.generator();
      all.probes();
    }
    all.distribution();
    return all.charts;
  }

  private void response() {
    if (hasValues("p50")) {
      add(
          "response",
          Figures::seconds,
          List.of(
              line("p50", "p50", "p50"),
              line("p90", "p90", "p90"),
              line("p95", "p95", "p95"),
              line("p99", "p99", "p99"),
              line("max", "max", "max"),
              curve("service p99", "serviceP99", "service", Form.DASHED)));
    }
  }

  private void throughput() {
    List<Curve> shown = new ArrayList<>();
    if (hasValues("offered")) {
      shown.add(curve("offered", "offered", "offered", Form.DASHED));
    }
    shown.add(line("started", "started", "started"));
    shown.add(line("completed", "completed", "completed"));
    add("throughput", Figures::rate, shown);
  }

  /** Classes on top of each other: the highest sum is drawn first. */
  private void errors() {
    List<Curve> stacked = new ArrayList<>();
    double[] sums = new double[times.length];
    int number = 0;
    for (Map.Entry<String, double[]> failures : columns.failures().entrySet()) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += failures.getValue()[i];
      }
      Color color = palette.of("e" + (number++ % STACKED_COLORS + 1));
      stacked.addFirst(new Curve(failures.getKey(), color, Form.AREA, points(sums)));
    }
    add("errors", Figures::rate, stacked);
  }

  private void levels() {
    List<Curve> shown = new ArrayList<>();
    if (hasMoreThanZeros("inFlight")) {
      shown.add(line("in flight", "inFlight", "p99"));
    }
    if (hasMoreThanZeros("users")) {
      shown.add(line("users", "users", "completed"));
    }
    if (hasMoreThanZeros("connections")) {
      shown.add(line("connections", "connections", "offered"));
    }
    add("levels", Figures::level, shown);
  }

  private void streams() {
    List<Curve> shown = new ArrayList<>();
    if (hasMoreThanZeros("streams")) {
      shown.add(line("streams", "streams", "p99"));
    }
    if (hasMoreThanZeros("events")) {
      shown.add(line("events", "events", "p90"));
    }
    if (hasMoreThanZeros("tokens")) {
      shown.add(line("tokens", "tokens", "completed"));
    }
    add("streams", Figures::rate, shown);
    if (hasValues("firstTokenP50")) {
      add(
          "first-token",
          Figures::seconds,
          List.of(line("p50", "firstTokenP50", "p90"), line("p99", "firstTokenP99", "p99")));
    }
  }

  private void generator() {
    if (hasValues("cpu") || hasValues("loopCpu")) {
      List<Curve> load =
          List.of(line("all processors", "cpu", "p95"), line("busiest loop", "loopCpu", "service"));
      double highest = load.stream().mapToDouble(Curve::highest).filter(v -> v > 1).max().orElse(1);
      put("cpu", Scale.upTo(highest, STEPS), Figures::ratio, load);
    }
    List<Curve> late = new ArrayList<>();
    if (hasValues("startDelayP99")) {
      late.add(line("start delay p99", "startDelayP99", "p99"));
    }
    if (hasValues("loopLag")) {
      late.add(line("loop lag", "loopLag", "service"));
    }
    if (hasMoreThanZeros("gcPause")) {
      double[] pauses =
          Arrays.stream(values("gcPause")).map(pause -> pause > 0 ? pause : Double.NaN).toArray();
      late.add(new Curve("GC", palette.of("e3"), Form.DOTS, points(pauses)));
    }
    add("lateness", Figures::seconds, late);
  }

  private void probes() {
    List<ProbeSeries> series = result.start().series();
    for (int i = 0; i < series.size(); i++) {
      ProbeSeries probe = series.get(i);
      double[] values = columns.series(probe.name());
      long known = Arrays.stream(values).filter(Double::isFinite).count();
      if (known > 0) {
        Form form = 2 * known < values.length ? Form.DOTS : Form.LINE;
        Curve curve = new Curve(probe.name(), palette.of("p95"), form, points(values));
        add("probe" + i, value -> Figures.series(probe, value), List.of(curve));
      }
    }
  }

  private void distribution() {
    List<Curve> shown = new ArrayList<>();
    double end = 1;
    for (Measure measure : List.of(Measure.SERVICE_TIME, Measure.RESPONSE_TIME)) {
      List<Point> points =
          result.distributions().stream()
              .filter(
                  known -> known.key().measure() == measure && known.key().tags().equals(Tags.NONE))
              .flatMap(known -> ChartData.quantiles(known.histogram()).stream())
              .map(point -> new Point(Math.log10(point.beyond()), point.seconds()))
              .toList();
      if (!points.isEmpty()) {
        boolean isResponse = measure == Measure.RESPONSE_TIME;
        Color color = palette.of(isResponse ? "p99" : "service");
        String name = isResponse ? "response time" : "service time";
        shown.add(new Curve(name, color, isResponse ? Form.LINE : Form.DASHED, points));
        end = Math.max(end, points.getLast().x());
      }
    }
    if (!shown.isEmpty()) {
      List<Mark> band = band();
      double highest = Math.max(highest(shown), highestOf(band));
      charts.put(
          "chart-distribution",
          new PdfChart(
              shown,
              Axis.of(new Scale(end, 1), PdfCharts::percentile),
              axis(Scale.upTo(highest, STEPS), Figures::seconds),
              band,
              List.of()));
    }
  }

  /** Returns the 95 % interval of response time as a ribbon; nothing where none can be told. */
  private List<Mark> band() {
    List<Mark.Slice> slices =
        ConfidenceBand.of(result, Tags.NONE).stream()
            .map(point -> new Mark.Slice(Math.log10(point.beyond()), point.low(), point.high()))
            .toList();
    return slices.isEmpty()
        ? List.of()
        : List.of(new Mark.Ribbon(palette.faint("p90", RIBBON), slices));
  }

  private static double highestOf(List<Mark> marks) {
    return marks.stream()
        .filter(Mark.Ribbon.class::isInstance)
        .flatMap(mark -> ((Mark.Ribbon) mark).slices().stream())
        .mapToDouble(Mark.Slice::high)
        .max()
        .orElse(0);
  }

  /** 1 stands for 90 %, 2 for 99 %, and so on. */
  private static String percentile(double nines) {
    int whole = (int) Math.round(nines);
    return switch (whole) {
      case 0 -> "0 %";
      case 1 -> "90 %";
      case 2 -> "99 %";
      default -> "99." + "9".repeat(whole - 2) + " %";
    };
  }

  private void add(String name, DoubleFunction<String> figure, List<Curve> shown) {
    if (!shown.isEmpty()) {
      put(name, Scale.upTo(highest(shown), STEPS), figure, shown);
    }
  }

  private void put(String name, Scale scale, DoubleFunction<String> figure, List<Curve> shown) {
    List<Mark> marks = new ArrayList<>(axis.bands());
    marks.addAll(axis.uprights());
    boolean first = name.equals("response");
    Axis across = Axis.of(Scale.time(axis.end()), Moments::clock);
    List<List<PdfStrip.Word>> above = first ? List.of(axis.numbers(), axis.names()) : List.of();
    List<List<PdfStrip.Word>> lines = above.stream().filter(line -> !line.isEmpty()).toList();
    charts.put("chart-" + name, new PdfChart(shown, across, axis(scale, figure), marks, lines));
  }

  private static Axis axis(Scale scale, DoubleFunction<String> figure) {
    return Axis.of(scale, value -> Figures.brief(figure.apply(value)));
  }

  private static double highest(List<Curve> shown) {
    return shown.stream().mapToDouble(Curve::highest).filter(Double::isFinite).max().orElse(0);
  }

  private Curve line(String name, String column, String color) {
    return curve(name, column, color, Form.LINE);
  }

  private Curve curve(String name, String column, String color, Form form) {
    return new Curve(name, palette.of(color), form, points(values(column)));
  }

  private List<Point> points(double[] values) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      points.add(new Point(times[i], values[i]));
    }
    return points;
  }

  private double[] values(String column) {
    return curves.getOrDefault(column, new double[times.length]);
  }

  private boolean hasValues(String column) {
    return Arrays.stream(values(column)).anyMatch(Double::isFinite);
  }

  private boolean hasMoreThanZeros(String column) {
    return Arrays.stream(values(column)).anyMatch(value -> Double.isFinite(value) && value != 0);
  }
}
