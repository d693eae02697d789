package dev.loadstone.core.change;

/**
 * How often the greatest of all standardised differences between the part before and the part after
 * a place, over all places of a stretch without change, reaches a value.
 *
 * <p>Source: Siegmund, "Sequential Analysis" (1985), and "Boundary crossing probabilities and
 * statistical applications" (1986), with ν for discrete places as in Siegmund and Yakir, "The
 * Statistics of Gene Mapping" (2007), 5.4; a deviate of Student's distribution is taken for the
 * normal one by Wallace (1959).
 */
final class Scan {
  private static final double SIMPLE_MAX = 0.5;
  private static final int STEPS = 64;

  private Scan() {}

  /**
   * Returns the probability; 1 for small values.
   *
   * @param t the value
   * @param freedom degrees of freedom of its denominator
   * @param length values in the stretch
   * @param margin places left out at either end; at least 1
   * @param correlation of neighbours
   */
  static double pvalue(double t, double freedom, int length, int margin, double correlation) {
    double b = normal(t, freedom);
    if (b < 1) {
      return 1;
    }
    double independent = length * (1 - correlation) / (1 + correlation);
    // over the logit of the place, in which the integral of 1/(x(1−x)) is even
    double end = Math.log((double) (length - margin) / margin);
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      double x = 1 / (1 + Math.exp(-end + 2 * end * (i + 0.5) / STEPS));
      sum += nu(b / Math.sqrt(independent * x * (1 - x)));
    }
    double places = sum * 2 * end / STEPS;
    double density = Math.exp(-b * b / 2) / Math.sqrt(2 * Math.PI);
    return Math.min(1, b * density * places + 2 * tail(b));
  }

  private static double normal(double t, double freedom) {
    double z = Math.sqrt(freedom * Math.log1p(t * t / freedom));
    return z * (8 * freedom + 1) / (8 * freedom + 3);
  }

  private static double nu(double x) {
    double half = x / 2;
    double cumulative = 1 - tail(half);
    double density = Math.exp(-half * half / 2) / Math.sqrt(2 * Math.PI);
    return half < 1e-6 ? 1 : 2 / x * (cumulative - SIMPLE_MAX) / (half * cumulative + density);
  }

  /** The upper tail of the normal distribution, to seven digits: Abramowitz and Stegun 26.2.17. */
  private static double tail(double x) {
    double k = 1 / (1 + 0.2316419 * x);
    double polynomial =
        k
            * (0.319381530
                + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * polynomial;
  }
}
