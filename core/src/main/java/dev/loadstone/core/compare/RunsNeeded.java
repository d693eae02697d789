package dev.loadstone.core.compare;

import java.util.OptionalInt;

/**
 * How many runs of each side should settle a comparison, if the change is as large as it looks and
 * runs go on to vary as they did: so many that the half-width of Student's interval, t·s·√(2/n)
 * with 2n − 2 degrees of freedom, is smaller than the distance from what is to be excluded.
 */
final class RunsNeeded {
  /** More than this are not counted. */
  static final int MAX = 200;

  private RunsNeeded() {}

  /**
   * Returns how many more.
   *
   * @param runs how many the larger side has now
   * @param deviation of runs about their side's mean, on the scale of comparison
   * @param distance what the half-width must be smaller than; above 0
   * @param level of the interval
   * @param leastLevel what the exact test must be able to reach
   * @return at least 1; {@value #MAX} stands for so many or more
   */
  static OptionalInt more(
      int runs, double deviation, double distance, double level, double leastLevel) {
    for (int count = Math.max(runs, 2) + 1; count < runs + MAX; count++) {
      double half = StudentTest.quantile(level, 2 * count - 2) * deviation * Math.sqrt(2.0 / count);
      if (half < distance && Splits.leastP(count, count) <= leastLevel) {
        return OptionalInt.of(count - runs);
      }
    }
    return OptionalInt.of(MAX);
  }
}
