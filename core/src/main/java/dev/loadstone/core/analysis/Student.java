package dev.loadstone.core.analysis;

/** Student's distribution. */
public final class Student {
  private static final int TERMS_MAX = 1_000;
  private static final double PRECISION = 1e-15;
  private static final double[] LANCZOS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private Student() {}

  /**
   * Returns the quantile 0.975, to four digits from seven degrees of freedom on, to three with four
   * to six.
   *
   * <p>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
   *
   * @param freedom degrees of freedom, at least 4
   */
  public static double quantile975(int freedom) {
    double z = 1.959963984540054;
    double z2 = z * z;
    double v = freedom;
    double first = (z2 + 1) * z / 4;
    double second = ((5 * z2 + 16) * z2 + 3) * z / 96;
    double third = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * z / 384;
    double fourth = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) * z / 92_160;
    return z + first / v + second / (v * v) + third / (v * v * v) + fourth / (v * v * v * v);
  }

  /**
   * Returns how often the size of a value of this distribution is at least that of another, to
   * about twelve digits.
   *
   * <p>Source: Abramowitz and Stegun 26.7.1; the incomplete beta function by its continued
   * fraction, 26.5.8, by the method of Lentz.
   *
   * @param t any number, infinite ones too; of NaN, NaN
   * @param freedom degrees of freedom, above 0
   */
  public static double twoSided(double t, double freedom) {
    double square = t * t;
    if (Double.isInfinite(square)) {
      return 0;
    }
    double x = freedom / (freedom + square);
    return x <= 0 ? 0 : regularizedBeta(x, freedom / 2, 0.5);
  }

  private static double regularizedBeta(double x, double a, double b) {
    if (x >= 1) {
      return 1;
    }
    double front =
        Math.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(x, a, b) / a
        : 1 - front * fraction(1 - x, b, a) / b;
  }

  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m <= TERMS_MAX; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      result *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      result *= d * c;
      if (Math.abs(d * c - 1) < PRECISION) {
        break;
      }
    }
    return result;
  }

  private static double away(double value) {
    return Math.abs(value) < Double.MIN_NORMAL ? Double.MIN_NORMAL : value;
  }

  /** Lanczos' approximation, g = 7, nine terms: to about fifteen digits above 0.5. */
  private static double logGamma(double x) {
    if (x < 0.5) {
      return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double base = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
  }
}
