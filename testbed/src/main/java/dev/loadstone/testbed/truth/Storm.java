package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * Times in which a route answers everything with 429: the last {@code length} of every period,
 * counted from the moment when the truth is applied.
 *
 * @param every the period; zero if there are none
 * @param length shorter than the period
 * @param retryAfter what the answer advises
 */
public record Storm(Duration every, Duration length, Duration retryAfter) {
  /** Never. */
  public static final Storm NEVER = new Storm(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));

  /** Returns the value of the header {@code Retry-After} (RFC 9110, section 10.2.3). */
  public String retryAfterSeconds() {
    return RateLimit.wholeSeconds(retryAfter);
  }

  /**
   * Returns whether there is a storm at a moment.
   *
   * @param nanosSinceApplied at least 0
   */
  public boolean rages(long nanosSinceApplied) {
    return !length.isZero()
        && nanosSinceApplied % every.toNanos() >= every.toNanos() - length.toNanos();
  }
}
