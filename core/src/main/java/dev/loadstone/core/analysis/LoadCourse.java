package dev.loadstone.core.analysis;

import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import java.util.List;
import java.util.Optional;

/**
 * What a run shows by the course of its load. Where a run has no such course, there is nothing.
 *
 * @param climb how the target fared while the load rose
 * @param recovery when it was itself again after the load had fallen
 * @param drift whether it changed under a steady load
 */
public record LoadCourse(
    Optional<Climb> climb, Optional<Recovery> recovery, Optional<Drift> drift) {

  /** A course that shows nothing. */
  public static final LoadCourse NONE =
      new LoadCourse(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Looks at a course.
   *
   * @param phases of the load; where they overlap, because scenarios have loads of their own, there
   *     is nothing to be seen
   * @param model {@code open}, {@code closed} or {@code mixed}
   * @param timeline the run interval by interval
   */
  public static LoadCourse of(
      List<PhaseWindow> phases, String model, List<TimelinePoint> timeline) {
    List<PhaseWindow> measured = phases.stream().filter(phase -> !phase.isWarmUp()).toList();
    if (measured.isEmpty() || overlap(measured) || model.equals("mixed")) {
      return NONE;
    }
    Points points = new Points(timeline, model.equals("closed"));
    return new LoadCourse(
        Climb.find(measured, points),
        Recovery.find(measured, points),
        Drift.find(measured, points));
  }

  /** Returns whether loads take place at the same time. */
  static boolean overlap(List<PhaseWindow> phases) {
    for (int i = 1; i < phases.size(); i++) {
      if (phases.get(i).startNanos() < phases.get(i - 1).endNanos()) {
        return true;
      }
    }
    return false;
  }
}
