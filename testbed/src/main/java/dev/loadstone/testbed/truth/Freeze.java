package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * Times in which the whole server answers nothing: the last {@code length} of every period, counted
 * from the moment when the truth is applied.
 *
 * @param every the period; zero if there are none
 * @param length shorter than the period
 */
public record Freeze(Duration every, Duration length) {
  /** Never. */
  public static final Freeze NEVER = new Freeze(Duration.ZERO, Duration.ZERO);

  /** Returns whether there are any. */
  public boolean isEver() {
    return !length.isZero();
  }

  /**
   * Returns the first moment, from a given one on, that is not frozen.
   *
   * @param nanosSinceApplied at least 0
   * @return the same, or the end of the freeze that it lies in; both in nanoseconds since the truth
   *     was applied
   */
  public long thaw(long nanosSinceApplied) {
    if (!isEver()) {
      return nanosSinceApplied;
    }
    long period = every.toNanos();
    long phase = nanosSinceApplied % period;
    return phase < period - length.toNanos()
        ? nanosSinceApplied
        : nanosSinceApplied - phase + period;
  }
}
