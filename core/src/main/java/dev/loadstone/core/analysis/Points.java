package dev.loadstone.core.analysis;

import dev.loadstone.core.record.TimelinePoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The intervals of a run, summed up by stretches.
 *
 * @param timeline in order
 * @param closed whether the level of the load is a number of users rather than a rate
 */
public record Points(List<TimelinePoint> timeline, boolean closed) {
  private static final double NANOS = 1e9;

  /**
   * A stretch in a few figures.
   *
   * @param level mean users, or iterations intended per second
   * @param throughput operations without a failure per second
   * @param response mean response time in seconds; NaN if nothing succeeded
   * @param success operations without a failure as a share of all that ended; NaN if none did
   */
  record Stretch(double level, double throughput, double response, double success) {}

  /** Returns the intervals whose middle lies in a stretch. */
  List<TimelinePoint> within(long startNanos, long endNanos) {
    return timeline.stream()
        .filter(point -> {
          double middle = (point.start() + point.end()) / 2 * NANOS;
          return middle >= startNanos && middle < endNanos;
        })
        .toList();
  }

  /** Returns intervals without those at their end in which users leave, because the load ends. */
  List<TimelinePoint> staying(List<TimelinePoint> points) {
    int end = points.size();
    while (closed && end > 1 && points.get(end - 1).users() < points.get(end - 2).users()) {
      end--;
    }
    return points.subList(0, end);
  }

  /** Returns intervals in a few figures. */
  Stretch sum(List<TimelinePoint> points) {
    double seconds = 0;
    double level = 0;
    double done = 0;
    double failed = 0;
    double response = 0;
    for (TimelinePoint point : points) {
      double length = point.end() - point.start();
      double operations = point.operations() * length;
      seconds += length;
      // Of the same level in all of them this is that level, to the last digit.
      level += ((closed ? point.users() : point.offered()) - level) * (length / seconds);
      done += operations;
      failed += failures(point) * length;
      response += operations == 0 ? 0 : point.responseMean() * operations;
    }
    return new Stretch(level, done / seconds, response / done, done / (done + failed));
  }

  /** Returns failed operations per second. */
  public static double failures(TimelinePoint point) {
    return point.failures().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns the median of what intervals have; NaN if none has it. */
  public static double median(List<TimelinePoint> points, ToDoubleFunction<TimelinePoint> figure) {
    double[] values =
        points.stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).toArray();
    return median(values);
  }

  /** Returns the median; NaN of nothing. */
  public static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
