package dev.loadstone.core.finding;

import dev.loadstone.core.analysis.Points;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Intervals of a run, a second each.
 *
 * @param points in order
 */
record Seconds(List<TimelinePoint> points) {
  private static final double NANOS = 1e9;

  Seconds {
    points = List.copyOf(points);
  }

  /** Returns all measured seconds. */
  static Seconds measured(RunResult result) {
    return new Seconds(
        result.timeline().stream()
            .filter(point ->
                result.start().phases().stream()
                    .anyMatch(phase -> !phase.isWarmUp() && holds(phase, point)))
            .toList());
  }

  /** Returns the seconds of the longest phase whose load stays the same. */
  static Seconds steady(RunResult result) {
    return result.start().phases().stream()
        .filter(phase -> !phase.isWarmUp() && phase.from() == phase.to())
        .max(Comparator.comparingLong(phase -> phase.endNanos() - phase.startNanos()))
        .map(phase ->
            new Seconds(result.timeline().stream().filter(point -> holds(phase, point)).toList()))
        .orElse(new Seconds(List.of()));
  }

  private static boolean holds(PhaseWindow phase, TimelinePoint point) {
    double middle = (point.start() + point.end()) / 2 * NANOS;
    return middle >= phase.startNanos() && middle < phase.endNanos();
  }

  /** Returns those in which something succeeded. */
  Seconds withTimes() {
    return new Seconds(
        points.stream().filter(point -> !Double.isNaN(point.responseP50())).toList());
  }

  int count() {
    return points.size();
  }

  TimelinePoint get(int index) {
    return points.get(index);
  }

  /** Returns some of them. */
  Seconds part(int from, int to) {
    return new Seconds(points.subList(from, to));
  }

  /** Returns the median of a figure; NaN if none has it. */
  double median(ToDoubleFunction<TimelinePoint> figure) {
    return Points.median(points, figure);
  }

  /** Returns how many operations failed. */
  double failures() {
    return points.stream()
        .mapToDouble(point -> Points.failures(point) * (point.end() - point.start()))
        .sum();
  }

  /** Returns the failed operations as a share of all that ended; 0 if none ended. */
  double failureShare() {
    double failed = failures();
    double done =
        points.stream()
            .mapToDouble(point -> point.operations() * (point.end() - point.start()))
            .sum();
    return failed == 0 ? 0 : failed / (failed + done);
  }
}
