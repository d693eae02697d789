package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunStart;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A run's progress where there is no terminal: one line for one or more intervals. */
public final class ProgressLine {
  private static final double NANOS = 1e9;
  private static final int PHASE_WIDTH = 12;

  private final RunStart start;

  /** Creates the lines of a run. */
  public ProgressLine(RunStart start) {
    this.start = start;
  }

  /**
   * Returns the line for some intervals: time, phase, rates, percentiles of the response time of
   * successful operations, failed operations since the last line, iterations in flight, time left.
   *
   * @param intervals consecutive ones, at least one
   * @return the line without a line break
   */
  public String of(List<IntervalSnapshot> intervals) {
    IntervalSnapshot last = intervals.getLast();
    double seconds = Math.max(1e-9, (last.endNanos() - intervals.getFirst().startNanos()) / NANOS);
    Histogram response = response(intervals);
    long offered = count(intervals, CounterKey.OFFERED, "");
    long failed =
        count(intervals, CounterKey.OPERATIONS, "")
            - count(intervals, CounterKey.OPERATIONS, Outcome.OK.label())
            - count(intervals, CounterKey.OPERATIONS, Outcome.CANCELLED.label());
    String asked = start.model().equals("closed") ? "" : "  offered " + rate(offered / seconds);
    return clock(last.endNanos())
        + "  "
        + phase(last)
        + asked
        + "  started "
        + rate(count(intervals, CounterKey.STARTED, "") / seconds)
        + "  done "
        + rate(count(intervals, CounterKey.ITERATIONS, Outcome.OK.label()) / seconds)
        + "  p50 "
        + percentile(response, 50)
        + "  p99 "
        + percentile(response, 99)
        + "  failed "
        + String.format(Locale.ROOT, "%5s", Figures.count(failed))
        + "  in flight "
        + String.format(Locale.ROOT, "%5s", Figures.count(last.inFlight()))
        + "  "
        + left(last.endNanos());
  }

  private static Histogram response(List<IntervalSnapshot> intervals) {
    Histogram sum = Histograms.empty();
    for (IntervalSnapshot interval : intervals) {
      interval
          .histograms()
          .forEach((key, histogram) -> {
            if (key.measure() == Measure.RESPONSE_TIME && !key.tags().has(Tag.OUTCOME)) {
              sum.add(histogram);
            }
          });
    }
    return sum;
  }

  /** Counts what has the outcome, or everything if it is empty. */
  private static long count(List<IntervalSnapshot> intervals, String name, String outcome) {
    return intervals.stream()
        .flatMap(interval -> interval.counters().entrySet().stream())
        .filter(counter -> counter.getKey().name().equals(name))
        .filter(counter ->
            outcome.isEmpty() || counter.getKey().tags().get(Tag.OUTCOME).equals(outcome))
        .mapToLong(counter -> counter.getValue())
        .sum();
  }

  private String phase(IntervalSnapshot interval) {
    long middle = (interval.startNanos() + interval.endNanos()) / 2;
    String name =
        start.phases().stream()
            .filter(phase -> middle >= phase.startNanos() && middle < phase.endNanos())
            .map(PhaseWindow::name)
            .findFirst()
            .orElse("drain");
    return String.format(
        Locale.ROOT, "%-" + PHASE_WIDTH + "s", TextTable.shorten(Ink.printable(name), PHASE_WIDTH));
  }

  private String left(long nanos) {
    long seconds = Math.round((start.warmUpNanos() + start.durationNanos() - nanos) / NANOS);
    return seconds > 0 ? "left " + clock(seconds * 1_000_000_000L) : "draining";
  }

  private static String clock(long nanos) {
    long seconds = Math.round(nanos / NANOS);
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%8s", Figures.rate(perSecond));
  }

  private static String percentile(Histogram histogram, double percentile) {
    double value =
        histogram.getTotalCount() == 0
            ? Double.NaN
            : histogram.getValueAtPercentile(percentile) / NANOS;
    return String.format(Locale.ROOT, "%8s", Durations.human(value));
  }
}
