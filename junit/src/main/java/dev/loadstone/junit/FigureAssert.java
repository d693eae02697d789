package dev.loadstone.junit;

import java.math.BigDecimal;

/** Assertions on a single figure; each returns to the result. */
public sealed class FigureAssert permits RateAssert {
  private final RunResultAssert result;
  private final String figure;
  private final String unit;

  FigureAssert(RunResultAssert result, String figure, String unit) {
    this.result = result;
    this.figure = figure;
    this.unit = unit;
  }

  /** Verifies that it is smaller. */
  public RunResultAssert isLessThan(double limit) {
    return is("<", limit, unit);
  }

  /** Verifies that it is not larger. */
  public RunResultAssert isLessThanOrEqualTo(double limit) {
    return is("<=", limit, unit);
  }

  /** Verifies that it is larger. */
  public RunResultAssert isGreaterThan(double limit) {
    return is(">", limit, unit);
  }

  /** Verifies that it is not smaller. */
  public RunResultAssert isGreaterThanOrEqualTo(double limit) {
    return is(">=", limit, unit);
  }

  /** Verifies that it is 0. */
  public RunResultAssert isZero() {
    return is("==", 0, unit);
  }

  final RunResultAssert is(String operator, double limit, String of) {
    return result.meets(
        figure
            + " "
            + operator
            + " "
            + BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString()
            + of);
  }
}
