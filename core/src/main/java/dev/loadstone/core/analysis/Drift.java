package dev.loadstone.core.analysis;

import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a target changed under a steady load: the last quarter of the longest steady phase
 * against its first quarter, by medians over seconds.
 *
 * @param seconds length of the phase
 * @param response how much slower the median response is in the last quarter, as a share; below 0
 *     if faster
 * @param throughput how much more was done per second, as a share
 * @param trend of the median response time in seconds per second
 */
public record Drift(double seconds, double response, double throughput, Trend trend) {
  private static final int POINTS_MIN = 20;
  private static final double NANOS = 1e9;

  /** Returns whether the target became slower or faster beyond chance. */
  public boolean isSignificant() {
    return trend.isSignificant();
  }

  /** Returns the drift; empty if no phase is steady for {@value #POINTS_MIN} seconds. */
  static Optional<Drift> find(List<PhaseWindow> phases, Points points) {
    Optional<PhaseWindow> longest =
        phases.stream()
            .filter(phase -> phase.from() == phase.to())
            .max(Comparator.comparingLong(phase -> phase.endNanos() - phase.startNanos()));
    return longest.flatMap(phase -> of(phase, points));
  }

  private static Optional<Drift> of(PhaseWindow phase, Points points) {
    List<TimelinePoint> seen =
        points.within(phase.startNanos(), phase.endNanos()).stream()
            .filter(point -> !Double.isNaN(point.responseP50()))
            .toList();
    if (seen.size() < POINTS_MIN) {
      return Optional.empty();
    }
    List<TimelinePoint> first = seen.subList(0, seen.size() / 4);
    List<TimelinePoint> last = seen.subList(seen.size() - seen.size() / 4, seen.size());
    return Optional.of(
        new Drift(
            (phase.endNanos() - phase.startNanos()) / NANOS,
            Points.median(last, TimelinePoint::responseP50)
                    / Points.median(first, TimelinePoint::responseP50)
                - 1,
            Points.median(last, TimelinePoint::operations)
                    / Points.median(first, TimelinePoint::operations)
                - 1,
            Trend.of(
                seen.stream().mapToDouble(TimelinePoint::start).toArray(),
                seen.stream().mapToDouble(TimelinePoint::responseP50).toArray())));
  }
}
