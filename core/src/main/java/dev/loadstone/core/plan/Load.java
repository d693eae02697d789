package dev.loadstone.core.plan;

import java.time.Duration;
import java.util.List;

/**
 * How much load is intended, when.
 *
 * @param model open or closed
 * @param arrivals how arrivals follow one another; means nothing in a closed workload
 * @param warmUp how long to run, before the phases and outside results and thresholds, at the level
 *     at which the phases begin (at the end of the first phase if that begins at nothing)
 * @param phases in order; at least one, unless the arrivals are a trace
 * @param maxInFlight how many iterations of an open workload may be under way at once; beyond it an
 *     arrival waits, and the wait is in its response time; at least 1
 * @param drain how long iterations under way may go on after the last phase, before they are
 *     cancelled
 */
public record Load(
    Model model,
    Arrivals arrivals,
    Duration warmUp,
    List<Phase> phases,
    int maxInFlight,
    Duration drain) {
  /**
   * How many iterations may be under way at once, if the plan does not say: the generator's own
   * bound, for its own protection.
   */
  public static final int MAX_IN_FLIGHT_DEFAULT = 10_000;

  /** How long a run drains, if the plan does not say. */
  public static final Duration DRAIN_DEFAULT = Duration.ofSeconds(10);

  /** Whether arrivals depend on completions. */
  public enum Model {
    /** Arrivals come at a rate of their own. */
    OPEN,
    /** A number of users, each of whom starts anew after the end of the last iteration. */
    CLOSED
  }

  /** Copies the phases. */
  public Load {
    phases = List.copyOf(phases);
  }

  /** Returns the length of all phases together, without warm-up and drain. */
  public Duration duration() {
    if (arrivals instanceof Arrivals.Trace trace && phases.isEmpty()) {
      return Duration.ofNanos(trace.offsetNanos().getLast() + 1);
    }
    return phases.stream().map(Phase::duration).reduce(Duration.ZERO, Duration::plus);
  }
}
