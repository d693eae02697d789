package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.plan.Load.Model;
import dev.loadstone.core.plan.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A ready-made course of the load, L being its level and T its length:
 *
 * <table>
 * <caption>Profiles</caption>
 * <tr><th>profile</th><th>L</th><th>T</th><th>phases</th></tr>
 * <tr><td>baseline</td><td>10 users</td><td>30s</td><td>ramp-up 0→L in T/10, steady L</td></tr>
 * <tr><td>moderate</td><td>50 users</td><td>1m</td><td>as baseline</td></tr>
 * <tr><td>heavy</td><td>100 users</td><td>1m30s</td><td>as baseline</td></tr>
 * <tr><td>stress</td><td>200 users</td><td>1m</td><td>ramp-up 0→L in T/4, steady L in T/2, ramp-down L→0 in T/4</td></tr>
 * <tr><td>spike</td><td>100 users</td><td>1m30s</td><td>rise 0→L in T/20, peak L in 11T/20, fall L→L/10 in T/20, recovery L/10</td></tr>
 * <tr><td>sustained</td><td>100 users</td><td>10m</td><td>ramp-up 0→L in T/20, steady L</td></tr>
 * <tr><td>volume</td><td>50 users</td><td>30m</td><td>as sustained; the data volume is in the plan's bodies and feeders</td></tr>
 * <tr><td>breakpoint</td><td>1000 users</td><td>30m</td><td>climb: a staircase of ten levels from L/10 to L</td></tr>
 * </table>
 */
enum Profile {
  BASELINE(10, Duration.ofSeconds(30)),
  MODERATE(50, Duration.ofSeconds(60)),
  HEAVY(100, Duration.ofSeconds(90)),
  STRESS(200, Duration.ofSeconds(60)),
  SPIKE(100, Duration.ofSeconds(90)),
  SUSTAINED(100, Duration.ofMinutes(10)),
  VOLUME(50, Duration.ofMinutes(30)),
  BREAKPOINT(1_000, Duration.ofMinutes(30));

  private static final int STAIRS = 10;

  private final int users;
  private final Duration duration;

  Profile(int users, Duration duration) {
    this.users = users;
    this.duration = duration;
  }

  /** Returns the level, in users, if the plan does not say. */
  int users() {
    return users;
  }

  /** Returns the length if the plan does not say. */
  Duration duration() {
    return duration;
  }

  /**
   * Returns the phases.
   *
   * @param model users are whole in a closed workload
   * @param level L, above 0
   * @param length T; at least 20 ns, so that every part of it has a length
   */
  List<Phase> phases(Model model, double level, Duration length) {
    Course course = new Course(length.toNanos());
    return switch (this) {
      case BASELINE, MODERATE, HEAVY ->
          course.go("ramp-up", 0, level, 2).last("steady", level, level);
      case SUSTAINED, VOLUME -> course.go("ramp-up", 0, level, 1).last("steady", level, level);
      case STRESS ->
          course
              .go("ramp-up", 0, level, 5)
              .go("steady", level, level, 10)
              .last("ramp-down", level, 0);
      case SPIKE ->
          spike(course, level, model == Model.CLOSED ? Math.ceil(level / 10) : level / 10);
      case BREAKPOINT -> List.of(new Phase("climb", 0, level, STAIRS, length));
    };
  }

  private static List<Phase> spike(Course course, double level, double calm) {
    return course
        .go("rise", 0, level, 1)
        .go("peak", level, level, 11)
        .go("fall", level, calm, 1)
        .last("recovery", calm, calm);
  }

  /** Phases one after the other, their lengths in twentieths of the whole. */
  private static final class Course {
    private static final int PARTS = 20;

    private final List<Phase> phases = new ArrayList<>();
    private final long partNanos;
    private long restNanos;

    Course(long nanos) {
      partNanos = nanos / PARTS;
      restNanos = nanos;
    }

    Course go(String name, double from, double to, int parts) {
      phases.add(new Phase(name, from, to, 0, Duration.ofNanos(parts * partNanos)));
      restNanos -= parts * partNanos;
      return this;
    }

    List<Phase> last(String name, double from, double to) {
      phases.add(new Phase(name, from, to, 0, Duration.ofNanos(restNanos)));
      return phases;
    }
  }
}
