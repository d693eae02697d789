package dev.loadstone.core.run;

/**
 * When a phase of the load takes place.
 *
 * @param name the {@code phase} tag
 * @param startNanos nanoseconds from the start of the run
 * @param endNanos nanoseconds from the start of the run
 * @param from level at the start: arrivals per second or users, summed over loads that run at the
 *     same time
 * @param to level at the end
 * @param open whether the level is a rate of arrivals rather than a number of users
 */
public record PhaseWindow(
    String name, long startNanos, long endNanos, double from, double to, boolean open) {
  /** The name of the phase that is outside results. */
  public static final String WARM_UP = "warm-up";

  /** Returns whether the phase is outside results. */
  public boolean isWarmUp() {
    return name.equals(WARM_UP);
  }
}
