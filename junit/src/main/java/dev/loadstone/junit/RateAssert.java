package dev.loadstone.junit;

/** Assertions on a rate per second; each returns to the result. */
public final class RateAssert extends FigureAssert {
  RateAssert(RunResultAssert result, String figure) {
    super(result, figure, "/s");
  }

  /**
   * Verifies that it is at least a share of the offered rate, which only an open workload has.
   *
   * @param ratio from 0 to 1
   */
  public RunResultAssert isAtLeastOfOffered(double ratio) {
    return is(">=", ratio, " of offered");
  }
}
