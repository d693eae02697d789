package dev.loadstone.core.analysis;

/** Student's distribution. */
public final class Student {
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
}
