package dev.loadstone.core.change;

/**
 * The best place to split a stretch of a series by the energy statistic: the one of the greatest
 * difference between values before and after it, beyond the differences within either.
 *
 * <p>Source: Matteson and James, "A Nonparametric Approach for Multiple Change Point Analysis of
 * Multivariate Data" (2014), equations 5–7, with exponent 1.
 */
final class EnergySplit {
  /**
   * A split.
   *
   * @param index of the first value after it
   * @param statistic the energy statistic
   */
  record Split(int index, double statistic) {}

  /** [a][b]: sum of distances of all pairs of values from a up to b, exclusive. */
  private final double[][] within;

  /**
   * Prepares a series; needs memory and time by the square of its length.
   *
   * @param series not changed
   */
  EnergySplit(double[] series) {
    int n = series.length;
    within = new double[n + 1][n + 1];
    for (int a = n - 1; a >= 0; a--) {
      double fromFirst = 0;
      for (int b = a + 2; b <= n; b++) {
        fromFirst += Math.abs(series[a] - series[b - 1]);
        within[a][b] = within[a + 1][b] + fromFirst;
      }
    }
  }

  /**
   * Returns the best split; of equals the first.
   *
   * @param from the first value of the stretch
   * @param to after its last; at least {@code from + 2}
   */
  Split best(int from, int to) {
    Split best = new Split(from + 1, Double.NEGATIVE_INFINITY);
    for (int middle = from + 1; middle < to; middle++) {
      for (int end = middle + 1; end <= to; end++) {
        double statistic = statistic(from, middle, end);
        if (statistic > best.statistic()) {
          best = new Split(middle, statistic);
        }
      }
    }
    return best;
  }

  private double statistic(int from, int middle, int end) {
    double left = middle - from;
    double right = end - middle;
    double first = within[from][middle];
    double second = within[middle][end];
    double across = within[from][end] - first - second;
    double own = left > 1 ? right * first / (left - 1) : 0;
    own += right > 1 ? left * second / (right - 1) : 0;
    return 2 / (left + right) * (across - own);
  }
}
