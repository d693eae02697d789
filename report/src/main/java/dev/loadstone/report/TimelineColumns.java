package dev.loadstone.report;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.TimelinePoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A timeline as one column per curve, thinned out to a bounded number of points. A point stands for
 * some consecutive intervals: a rate is their mean, weighted by length, which is exact; anything
 * else is the highest of them, because percentiles cannot be averaged and a peak must not vanish.
 *
 * <p>A run rarely ends with a whole interval. A last one of less than half the length of the one
 * before belongs to the point before it: alone, one operation in some milliseconds would be drawn
 * as hundreds per second. The load of the generator in it is left out for the same reason.
 */
final class TimelineColumns {
  /** The most points of a curve. */
  static final int POINTS_MAX = 1_200;

  private static final Map<String, ToDoubleFunction<TimelinePoint>> RATES = new LinkedHashMap<>();
  private static final Map<String, ToDoubleFunction<TimelinePoint>> PEAKS = new LinkedHashMap<>();

  /** What is measured over an interval, and says nothing if that is too short. */
  private static final Set<String> LOADS = Set.of("cpu", "loopCpu");

  static {
    RATES.put("offered", TimelinePoint::offered);
    RATES.put("started", TimelinePoint::started);
    RATES.put("completed", TimelinePoint::completed);
    RATES.put("operations", TimelinePoint::operations);
    RATES.put("streams", point -> point.streams().streams());
    RATES.put("events", point -> point.streams().events());
    RATES.put("tokens", point -> point.streams().tokens());
    PEAKS.put("p50", TimelinePoint::responseP50);
    PEAKS.put("p90", TimelinePoint::responseP90);
    PEAKS.put("p95", TimelinePoint::responseP95);
    PEAKS.put("p99", TimelinePoint::responseP99);
    PEAKS.put("max", TimelinePoint::responseMax);
    PEAKS.put("serviceP50", TimelinePoint::serviceP50);
    PEAKS.put("serviceP99", TimelinePoint::serviceP99);
    PEAKS.put("startDelayP99", TimelinePoint::startDelayP99);
    PEAKS.put("firstTokenP50", point -> point.streams().firstTokenP50());
    PEAKS.put("firstTokenP99", point -> point.streams().firstTokenP99());
    PEAKS.put("inFlight", point -> point.inFlight());
    PEAKS.put("users", point -> point.users());
    PEAKS.put("connections", point -> point.connections());
    PEAKS.put("cpu", point -> point.generator().cpuRatio());
    PEAKS.put("loopCpu", point -> point.generator().loopCpuRatioMax());
    PEAKS.put("loopLag", point -> point.generator().loopLagSecondsMax());
    PEAKS.put("gcPause", point -> point.generator().gcPauseSeconds());
  }

  private final List<List<TimelinePoint>> buckets;
  private final int size;

  private TimelineColumns(List<List<TimelinePoint>> buckets, int size) {
    this.buckets = buckets;
    this.size = size;
  }

  static TimelineColumns of(List<TimelinePoint> timeline) {
    int size = Math.max(1, Math.ceilDiv(timeline.size(), POINTS_MAX));
    List<List<TimelinePoint>> buckets = new ArrayList<>();
    int whole = endsInAStub(timeline) ? timeline.size() - 1 : timeline.size();
    for (int from = 0; from < whole; from += size) {
      int to = from + size < whole ? from + size : timeline.size();
      buckets.add(timeline.subList(from, to));
    }
    return new TimelineColumns(buckets, size);
  }

  private static boolean endsInAStub(List<TimelinePoint> timeline) {
    int last = timeline.size() - 1;
    return last > 0 && length(timeline.get(last)) < length(timeline.get(last - 1)) / 2;
  }

  private static double length(TimelinePoint point) {
    return point.end() - point.start();
  }

  /** Returns how many intervals a point stands for, the last perhaps for fewer or one more. */
  int intervalsPerPoint() {
    return size;
  }

  /** Returns where the axis of time ends: a whole number of seconds, at least 1. */
  double end() {
    double last = buckets.isEmpty() ? 0 : buckets.getLast().getLast().end();
    return Math.max(1, Math.ceil(last - 1e-6));
  }

  /** Returns the middle of each point's time, in seconds from the start of the run. */
  double[] times() {
    return buckets.stream()
        .mapToDouble(bucket -> (bucket.getFirst().start() + bucket.getLast().end()) / 2)
        .toArray();
  }

  /**
   * Returns all columns but those of failures, by name, each as long as {@link #times()}; NaN where
   * there is nothing.
   */
  Map<String, double[]> curves() {
    Map<String, double[]> curves = new LinkedHashMap<>();
    RATES.forEach((name, figure) ->
        curves.put(name, buckets.stream().mapToDouble(bucket -> mean(bucket, figure)).toArray()));
    PEAKS.forEach((name, figure) ->
        curves.put(
            name,
            buckets.stream()
                .map(bucket -> LOADS.contains(name) ? withoutStub(bucket) : bucket)
                .mapToDouble(bucket -> peak(bucket, figure))
                .toArray()));
    return curves;
  }

  /**
   * Returns failures per second by class, only of classes that occur, each as long as {@link
   * #times()}.
   */
  Map<String, double[]> failures() {
    Set<ErrorClass> classes = EnumSet.noneOf(ErrorClass.class);
    buckets.forEach(bucket -> bucket.forEach(point -> classes.addAll(point.failures().keySet())));
    Map<String, double[]> failures = new LinkedHashMap<>();
    for (ErrorClass error : classes) {
      ToDoubleFunction<TimelinePoint> figure = point -> point.failures().getOrDefault(error, 0.0);
      failures.put(
          error.label(), buckets.stream().mapToDouble(bucket -> mean(bucket, figure)).toArray());
    }
    return failures;
  }

  /**
   * Returns a probe's series, as long as {@link #times()}; NaN where there is nothing.
   *
   * @param name of the series
   */
  double[] series(String name) {
    return buckets.stream()
        .mapToDouble(bucket -> peak(bucket, point -> point.probes().getOrDefault(name, Double.NaN)))
        .toArray();
  }

  private static List<TimelinePoint> withoutStub(List<TimelinePoint> bucket) {
    return endsInAStub(bucket) ? bucket.subList(0, bucket.size() - 1) : bucket;
  }

  private static double mean(List<TimelinePoint> bucket, ToDoubleFunction<TimelinePoint> figure) {
    double sum = 0;
    double seconds = 0;
    for (TimelinePoint point : bucket) {
      sum += figure.applyAsDouble(point) * (point.end() - point.start());
      seconds += point.end() - point.start();
    }
    return sum / seconds;
  }

  private static double peak(List<TimelinePoint> bucket, ToDoubleFunction<TimelinePoint> figure) {
    return bucket.stream()
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(Double.NaN);
  }
}
