package dev.loadstone.junit;

import dev.loadstone.core.quantity.Durations;
import java.time.Duration;

/** Assertions on a statistic of times; each returns to the result. */
public final class DurationAssert {
  private final RunResultAssert result;
  private final String figure;

  DurationAssert(RunResultAssert result, String figure) {
    this.result = result;
    this.figure = figure;
  }

  /** Verifies that it is shorter. */
  public RunResultAssert isLessThan(Duration limit) {
    return is("<", limit);
  }

  /** Verifies that it is not longer. */
  public RunResultAssert isLessThanOrEqualTo(Duration limit) {
    return is("<=", limit);
  }

  /** Verifies that it is longer. */
  public RunResultAssert isGreaterThan(Duration limit) {
    return is(">", limit);
  }

  /** Verifies that it is not shorter. */
  public RunResultAssert isGreaterThanOrEqualTo(Duration limit) {
    return is(">=", limit);
  }

  private RunResultAssert is(String operator, Duration limit) {
    return result.meets(figure + " " + operator + " " + Durations.format(limit));
  }
}
