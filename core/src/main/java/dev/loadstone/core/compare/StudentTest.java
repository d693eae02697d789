package dev.loadstone.core.compare;

import java.util.Arrays;

/**
 * The test of two means by Student's distribution, with one variance for both sides. It needs three
 * values at least, and takes them to be normal.
 *
 * <p><b>Source:</b> Student, "The probable error of a mean", Biometrika 6 (1908); the distribution
 * for whole degrees of freedom: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3
 * and 26.7.4.
 */
final class StudentTest {
  private static final int HALVINGS = 200;

  private StudentTest() {}

  /**
   * Returns the share of the distribution that is further from 0 than a value, on both sides.
   *
   * @param t any number
   * @param freedom degrees of freedom, at least 1
   */
  static double twoSided(double t, int freedom) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    double angle = Math.atan(Math.abs(t) / Math.sqrt(freedom));
    double cosine = Math.cos(angle);
    double square = cosine * cosine;
    boolean odd = freedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = freedom == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
      term *= square * (k - 1) / k;
      sum += term;
    }
    double inside = odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
    return Math.clamp(1 - inside, 0, 1);
  }

  /**
   * Returns the value beyond which, on both sides together, so much of the distribution lies.
   *
   * @param share above 0 and below 1
   */
  static double quantile(double share, int freedom) {
    double low = 0;
    double high = 1;
    while (twoSided(high, freedom) > share) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS && high - low > 1e-12 * high; i++) {
      double middle = (low + high) / 2;
      if (twoSided(middle, freedom) > share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Returns the standard error of the difference of two means, with one variance for both. */
  static double error(double[] one, double[] other) {
    int freedom = one.length + other.length - 2;
    return Math.sqrt(
        (squares(one) + squares(other)) / freedom * (1.0 / one.length + 1.0 / other.length));
  }

  /** Returns the p-value of the difference of two means being 0. */
  static double p(double[] one, double[] other) {
    double difference = mean(other) - mean(one);
    if (difference == 0) {
      return 1;
    }
    return twoSided(difference / error(one, other), one.length + other.length - 2);
  }

  /** Returns the p-value of the mean of differences being 0; two at least. */
  static double p(double[] differences) {
    double mean = mean(differences);
    return mean == 0 ? 1 : twoSided(mean / error(differences), differences.length - 1);
  }

  /** Returns the standard error of the mean of differences. */
  static double error(double[] differences) {
    int count = differences.length;
    return Math.sqrt(squares(differences) / (count - 1) / count);
  }

  /** Returns the mean; NaN of none. */
  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Returns the sum of squared distances from the mean. */
  static double squares(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }
}
