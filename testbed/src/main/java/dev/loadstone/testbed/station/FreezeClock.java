package dev.loadstone.testbed.station;

import dev.loadstone.testbed.truth.Freeze;

/**
 * Freezes laid on a clock. Immutable.
 *
 * @param freeze relative to the origin
 * @param originNanos when the truth was applied, by the ticker
 */
public record FreezeClock(Freeze freeze, long originNanos) {
  /**
   * Returns the first moment, from a given one on, that is not frozen.
   *
   * @param nanos by the ticker; a moment before the origin is not frozen
   */
  public long thaw(long nanos) {
    if (!freeze.isEver()) {
      return nanos;
    }
    long since = nanos - originNanos;
    return since < 0 ? nanos : originNanos + freeze.thaw(since);
  }
}
