package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * The time after a route's first request in which it is not yet what it will be.
 *
 * @param unavailable how long everything is answered with 503, from the first request on
 * @param length how long service takes longer, or less long, from the first request on; zero if it
 *     never does
 * @param factor by what the time of service is multiplied at the first request, at least 0; goes in
 *     a straight line to 1 at the end of {@code length}. Below 1 the route becomes slower
 */
public record SlowStart(Duration unavailable, Duration length, double factor) {
  /** At once what it will be. */
  public static final SlowStart NONE = new SlowStart(Duration.ZERO, Duration.ZERO, 1);

  /** Returns whether requests are refused so long after the first, in nanoseconds. */
  public boolean isUnavailable(long nanosSinceFirst) {
    return nanosSinceFirst < unavailable.toNanos();
  }

  /**
   * Returns by what the time of a service is multiplied that is asked for so long after the first.
   */
  public double factorAt(long nanosSinceFirst) {
    long whole = length.toNanos();
    if (nanosSinceFirst >= whole) {
      return 1;
    }
    return 1 + (factor - 1) * (whole - nanosSinceFirst) / whole;
  }
}
