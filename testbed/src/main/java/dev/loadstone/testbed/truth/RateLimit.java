package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * A token bucket: what comes faster is answered with 429.
 *
 * @param perSecond tokens that flow in, above 0
 * @param burst tokens that the bucket holds, at least 1; it is full at first
 * @param retryAfter what the answer advises, told in whole seconds, rounded up
 */
public record RateLimit(double perSecond, long burst, Duration retryAfter) {
  /** Returns the value of the header {@code Retry-After} (RFC 9110, section 10.2.3). */
  public String retryAfterSeconds() {
    return wholeSeconds(retryAfter);
  }

  /** Returns a time in whole seconds, rounded up. */
  static String wholeSeconds(Duration time) {
    return Long.toString(time.plusNanos(999_999_999).toSeconds());
  }
}
