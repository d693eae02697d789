package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.quantity.Ratios;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.LoadSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A figure of several runs.
 *
 * @param step whose it is; empty for the whole mix
 * @param name of the figure, for example {@code p95}
 * @param unit what kind of number it is
 * @param values by run, in base units; NaN where it is not known
 */
record OverlayRow(String step, String name, Unit unit, List<Double> values) {
  /** Below so much, a difference is told as none. */
  private static final double NOTHING = 0.000_5;

  private static final List<Statistic> STATISTICS =
      List.of(
          Statistic.MEAN,
          Statistic.P50,
          Statistic.P90,
          Statistic.P95,
          Statistic.P99,
          Statistic.P99_9,
          Statistic.MAX);

  /** How a figure is shown. */
  enum Unit {
    SECONDS("s"),
    RATE("1/s"),
    RATIO("ratio"),
    COUNT("count");

    private final String label;

    Unit(String label) {
      this.label = label;
    }

    /** Returns the base unit as result documents name it. */
    String label() {
      return label;
    }

    private String show(double value) {
      if (Double.isNaN(value)) {
        return Figures.UNKNOWN;
      }
      return switch (this) {
        case SECONDS -> Figures.seconds(value);
        case RATE -> Figures.rate(value);
        case RATIO -> Figures.ratio(value);
        case COUNT -> Figures.count(Math.round(value));
      };
    }
  }

  OverlayRow {
    values = List.copyOf(values);
  }

  /** Returns the figures of the whole mix, then of every step that one of the runs has. */
  static List<OverlayRow> of(Overlay overlay) {
    List<OverlayRow> rows = new ArrayList<>(load(overlay));
    rows.addAll(times(overlay, ""));
    Set<String> steps = new LinkedHashSet<>();
    overlay.runs().forEach(run -> steps.addAll(run.result().start().steps()));
    for (String step : steps) {
      rows.add(row(overlay, step, "rate", Unit.RATE, result -> rate(result, step)));
      rows.add(row(overlay, step, "error ratio", Unit.RATIO, result -> errors(result, step)));
      rows.addAll(times(overlay, step));
    }
    return rows;
  }

  private static List<OverlayRow> load(Overlay overlay) {
    return List.of(
        row(overlay, "", "offered", Unit.RATE, result -> result.load().offeredRate()),
        row(overlay, "", "completed", Unit.RATE, result -> result.load().achievedRate()),
        row(overlay, "", "operations", Unit.RATE, result -> result.load().operationRate()),
        row(overlay, "", "error ratio", Unit.RATIO, result -> errors(result, "")),
        row(overlay, "", "not started", Unit.COUNT, result -> result.load().dropped()));
  }

  private static List<OverlayRow> times(Overlay overlay, String step) {
    return STATISTICS.stream()
        .map(statistic ->
            row(
                overlay,
                step,
                statistic.label(),
                Unit.SECONDS,
                result -> time(times(result, step), statistic)))
        .toList();
  }

  private static Optional<MeasureSummary> times(RunResult result, String step) {
    return Narrative.of(
        result, Measure.RESPONSE_TIME, step.isEmpty() ? Tags.NONE : Tags.of(Tag.STEP, step));
  }

  private static double time(Optional<MeasureSummary> times, Statistic statistic) {
    return times.map(known -> HtmlTables.value(known, statistic)).orElse(Double.NaN);
  }

  private static double rate(RunResult result, String step) {
    return result.duration() > 0
        ? times(result, step).map(MeasureSummary::count).orElse(0L) / result.duration()
        : Double.NaN;
  }

  private static double errors(RunResult result, String step) {
    if (step.isEmpty()) {
      LoadSummary load = result.load();
      return load.operations() == 0
          ? Double.NaN
          : (double) load.failedOperations() / load.operations();
    }
    long failed =
        result.errors().stream()
            .filter(error -> error.step().equals(step))
            .mapToLong(ErrorSummary::count)
            .sum();
    long good = times(result, step).map(MeasureSummary::count).orElse(0L);
    return good + failed == 0 ? Double.NaN : (double) failed / (good + failed);
  }

  private static OverlayRow row(
      Overlay overlay, String step, String name, Unit unit, ToDoubleFunction<RunResult> figure) {
    return new OverlayRow(
        step,
        name,
        unit,
        overlay.runs().stream().map(run -> figure.applyAsDouble(run.result())).toList());
  }

  /** Returns what the row is of, for a person. */
  String stepName() {
    return step.isEmpty() ? "All steps" : step;
  }

  /** Returns whether any run has the figure. */
  boolean isKnown() {
    return values.stream().anyMatch(value -> !Double.isNaN(value));
  }

  /** Returns a run's figure for a person. */
  String shown(int run) {
    return unit.show(values.get(run));
  }

  /**
   * Returns by what share a run's figure differs from that of the first run; NaN if one of them is
   * not known, or the first is 0 and the other is not.
   */
  double difference(int run) {
    double first = values.getFirst();
    double other = values.get(run);
    return first == other ? 0 : first == 0 ? Double.NaN : other / first - 1;
  }

  /** Returns the difference for a person, for example {@code +12.5 %}. */
  String shownDifference(int run) {
    double difference = difference(run);
    if (!Double.isFinite(difference)) {
      return Figures.UNKNOWN;
    }
    if (Math.abs(difference) < NOTHING) {
      return "±0 %";
    }
    return (difference < 0 ? "−" : "+") + Ratios.human(Math.abs(difference));
  }
}
