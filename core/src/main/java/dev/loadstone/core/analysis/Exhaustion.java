package dev.loadstone.core.analysis;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.OptionalDouble;

/**
 * When memory that grows will have come to its limit, if it goes on growing as it did: what is left
 * above the level to which it fell back at the end, by its growth.
 *
 * @param limit in bytes
 * @param seconds from the end of the samples; 0 if the level is beyond the limit already
 * @param interval of that, by the ends of the 95 % interval of the growth
 * @param operations how many more until then; empty if the growth by operations is not known, or
 *     not above 0
 */
public record Exhaustion(
    double limit, double seconds, ConfidenceInterval interval, OptionalDouble operations) {
  /**
   * Returns when memory will have come to its limit.
   *
   * @param left bytes from its level to the limit; below 0 if it is beyond
   * @param perSecond its growth, with an interval wholly above 0
   * @param perOperation bytes for each operation; NaN if that is not known
   */
  static Exhaustion of(double limit, double left, GrowthRate perSecond, double perOperation) {
    double room = Math.max(0, left);
    return new Exhaustion(
        limit,
        room / perSecond.value(),
        new ConfidenceInterval(
            room / perSecond.interval().high(), room / perSecond.interval().low()),
        perOperation > 0 ? OptionalDouble.of(room / perOperation) : OptionalDouble.empty());
  }
}
