package dev.loadstone.core.analysis;

import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import java.util.List;
import java.util.Optional;

/**
 * How long a target took to be itself again after the load had fallen: from the moment at which the
 * load is down to the first of {@value #SECONDS_GOOD} good seconds in a row. A second is good if
 * its median response time is at most {@value #SLOWER_MAX} times that of the yardstick, its
 * throughput at least {@value #THROUGHPUT_MIN} of it, and its share of failures at most a
 * percentage point above. The yardstick is the time before the load rose, at a level as low as the
 * one after the fall; where there is none, the last third of the time after the fall.
 *
 * @param peak the highest level, users or iterations intended per second
 * @param level the level after the fall
 * @param seconds how long it took, to a second; empty if it did not recover in the time there was
 * @param observedSeconds how long the load stayed down
 * @param before whether the yardstick is the time before; if not, a target that never recovers, but
 *     gets no worse either, cannot be told from one that has
 */
public record Recovery(
    double peak, double level, Optional<Double> seconds, double observedSeconds, boolean before) {
  /** How many times as slow as the yardstick a second may be. */
  public static final double SLOWER_MAX = 1.2;

  /** The least share of the yardstick's throughput. */
  public static final double THROUGHPUT_MIN = 0.8;

  /** How many good seconds make a recovery. */
  public static final int SECONDS_GOOD = 3;

  private static final double FAILURES_MORE = 0.01;
  private static final double FALL_MIN = 2;
  private static final double LEVEL_ALIKE = 1.5;
  private static final int POINTS_MIN = 5;
  private static final double NANOS = 1e9;

  /** Returns the recovery after the deepest fall; empty if the load never fell to half. */
  static Optional<Recovery> find(List<PhaseWindow> phases, Points points) {
    int calm = -1;
    double peak = 0;
    double deepest = FALL_MIN;
    double highest = 0;
    for (int i = 0; i < phases.size(); i++) {
      PhaseWindow phase = phases.get(i);
      boolean steady = phase.from() == phase.to() && phase.to() > 0;
      if (steady && highest / phase.to() >= deepest) {
        deepest = Math.nextUp(highest / phase.to());
        peak = highest;
        calm = i;
      }
      highest = Math.max(highest, Math.max(phase.from(), phase.to()));
    }
    return calm < 0 ? Optional.empty() : of(phases, calm, peak, points);
  }

  private static Optional<Recovery> of(
      List<PhaseWindow> phases, int calm, double peak, Points points) {
    PhaseWindow phase = phases.get(calm);
    List<TimelinePoint> after = points.within(phase.startNanos(), phase.endNanos());
    if (after.size() < POINTS_MIN) {
      return Optional.empty();
    }
    List<TimelinePoint> earlier = earlier(phases.subList(0, calm), phase.to(), points);
    boolean before = earlier.size() >= SECONDS_GOOD;
    List<TimelinePoint> yardstick =
        before ? earlier : after.subList(after.size() * 2 / 3, after.size());
    double start = phase.startNanos() / NANOS;
    return Optional.of(
        new Recovery(
            peak,
            phase.to(),
            recovered(after, yardstick, start, points),
            phase.endNanos() / NANOS - start,
            before));
  }

  private static List<TimelinePoint> earlier(
      List<PhaseWindow> phases, double level, Points points) {
    return phases.stream()
        .takeWhile(phase -> Math.max(phase.from(), phase.to()) <= LEVEL_ALIKE * level)
        .filter(phase -> phase.from() == phase.to())
        .flatMap(phase -> points.within(phase.startNanos(), phase.endNanos()).stream())
        .toList();
  }

  private static Optional<Double> recovered(
      List<TimelinePoint> after, List<TimelinePoint> yardstick, double start, Points points) {
    Points.Stretch usual = points.sum(yardstick);
    double median = Points.median(yardstick, TimelinePoint::responseP50);
    double load = points.sum(after).level() / usual.level();
    int good = 0;
    for (int i = 0; i < after.size(); i++) {
      TimelinePoint point = after.get(i);
      double failed = Points.failures(point);
      double ended = failed + point.operations();
      boolean fine =
          point.responseP50() <= SLOWER_MAX * median
              && point.operations() >= THROUGHPUT_MIN * usual.throughput() * Math.min(1, load)
              && failed <= (1 - usual.success() + FAILURES_MORE) * ended;
      good = fine ? good + 1 : 0;
      if (good == SECONDS_GOOD) {
        double since = after.get(i - SECONDS_GOOD + 1).start() - start;
        return Optional.of(Math.max(0, since));
      }
    }
    return Optional.empty();
  }
}
