package dev.loadstone.testbed.station;

import dev.loadstone.testbed.truth.RateLimit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that is full at first. Thread-safe, without locks.
 *
 * <p>Kept as the moment when the bucket would be full again (the generic cell rate algorithm in its
 * form of virtual scheduling), so that one number is the whole state. <b>Source:</b> ITU-T I.371,
 * annex A.
 */
public final class TokenBucket {
  private final double nanosPerToken;
  private final long depthNanos;
  private final AtomicLong fullAtNanos;

  /**
   * Creates a full bucket.
   *
   * @param limit rate and depth
   * @param nowNanos by the ticker
   */
  public TokenBucket(RateLimit limit, long nowNanos) {
    nanosPerToken = 1e9 / limit.perSecond();
    depthNanos = Math.round(nanosPerToken * limit.burst());
    fullAtNanos = new AtomicLong(nowNanos);
  }

  /**
   * Takes a token if there is one.
   *
   * @param nowNanos by the ticker
   * @return whether there was one
   */
  public boolean take(long nowNanos) {
    while (true) {
      long fullAt = fullAtNanos.get();
      long from = fullAt - nowNanos > 0 ? fullAt : nowNanos;
      long next = from + Math.round(nanosPerToken);
      if (next - nowNanos > depthNanos) {
        return false;
      }
      if (fullAtNanos.compareAndSet(fullAt, next)) {
        return true;
      }
    }
  }
}
