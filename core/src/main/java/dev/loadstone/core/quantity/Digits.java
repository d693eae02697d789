package dev.loadstone.core.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounds numbers for people. Works on decimals, so that what is shown is rounded once. */
final class Digits {
  private static final int SIGNIFICANT = 3;

  private Digits() {}

  /**
   * Rounds half up to three significant digits, or to a whole number if there are more before the
   * point. What rounds up to the next power of ten has no digit more than that: 99.96 is 100, not
   * 100.0.
   */
  static BigDecimal three(BigDecimal exact) {
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal rounded = withDecimals(exact, before(exact));
    return withDecimals(rounded, before(rounded));
  }

  /** Returns the number of digits before the point; 0 or less for numbers below 0.1. */
  private static int before(BigDecimal value) {
    return value.precision() - value.scale();
  }

  private static BigDecimal withDecimals(BigDecimal value, int before) {
    return value.setScale(Math.max(0, SIGNIFICANT - before), RoundingMode.HALF_UP);
  }
}
