package dev.loadstone.core.change;

import java.util.Arrays;

/**
 * What of a history is chance: how far values lie from their level, and how alike neighbours are.
 * Both come from differences of values one and two apart, which a change of level touches in one or
 * two places only.
 *
 * <p>Source: of a process of first order with correlation ρ and deviation σ, differences k apart
 * have the variance 2σ²(1 − ρᵏ); the ratio of the second to the first is 1 + ρ. It is taken as none
 * where it is within one standard error, √(2/n), of it.
 *
 * @param sigma standard deviation about the level
 * @param correlation of neighbours, 0 to {@value #CORRELATION_MAX}
 * @param freedom of the estimate of sigma
 */
record Noise(double sigma, double correlation, double freedom) {
  private static final double CORRELATION_MAX = 0.99;
  private static final double OUTER = 0.1;

  /** Ninth less first decile of the normal distribution. */
  private static final double DECILES = 2.5631;

  private static final double HIGH = 0.8;

  /** The quantile {@value #HIGH} of a normal deviate's square. */
  private static final double HIGH_SQUARE = 1.6424;

  private static final double FENCE = 3;
  private static final double FREEDOM_SHARE = 2.0 / 3;

  /**
   * Estimates the noise.
   *
   * @param values cleaned of outliers, at least 4
   */
  static Noise of(double[] values) {
    double[] squares = squares(values, 1);
    double limit = FENCE * FENCE * usual(squares);
    double variance =
        Arrays.stream(squares)
            .map(square -> limit > 0 ? Math.min(square, limit) : square)
            .average()
            .orElse(0);
    double correlation = limit > 0 ? correlation(values, squares, limit) : 0;
    double sigma = Math.sqrt(variance / 2 / (1 - correlation));
    return new Noise(sigma, correlation, Math.max(1, FREEDOM_SHARE * (values.length - 1)));
  }

  /**
   * Returns this noise, or a greater one if values lie farther from the levels of their segments,
   * or if neighbours are more alike, as they are on a slope.
   *
   * @param changes where new segments begin, rising, each above 0
   */
  Noise refined(double[] values, int[] changes) {
    double product = 0;
    double square = 0;
    int pairs = 0;
    for (int segment = 0; segment <= changes.length; segment++) {
      int from = segment == 0 ? 0 : changes[segment - 1];
      int to = segment == changes.length ? values.length : changes[segment];
      double level = Arrays.stream(values, from, to).average().orElseThrow();
      for (int i = from; i < to; i++) {
        square += (values[i] - level) * (values[i] - level);
        product += i > from ? (values[i] - level) * (values[i - 1] - level) : 0;
      }
      pairs += to - from - 1;
    }
    int n = values.length;
    int segments = changes.length + 1;
    // a segment's mean follows its values, which takes about 1/n off each one's correlation
    double raw = square > 0 ? product / square * n / pairs + (double) segments / n : 0;
    double found = Math.clamp(raw - 1 / Math.sqrt(n), 0, CORRELATION_MAX);
    double within = Math.sqrt(square / Math.max(1, n - segments));
    return new Noise(Math.max(sigma, within), Math.max(correlation, found), freedom);
  }

  /** Returns a deviation of one value, robustly: by the deciles of differences of neighbours. */
  static double scale(double[] values) {
    double[] differences = differences(values, 1);
    Arrays.sort(differences);
    int last = differences.length - 1;
    double low = differences[(int) Math.round(OUTER * last)];
    double high = differences[(int) Math.round((1 - OUTER) * last)];
    return (high - low) / DECILES / Math.sqrt(2);
  }

  /** Returns the squared standard error of the mean of some neighbours. */
  double square(int count) {
    return sigma * sigma * inflation(count) / count;
  }

  /** Returns by how much correlation raises the variance of a mean of neighbours. */
  private double inflation(int count) {
    double rho = correlation;
    if (rho == 0) {
      return 1;
    }
    double tail = rho * (1 - Math.pow(rho, count)) / (count * (1 - rho) * (1 - rho));
    return (1 + rho) / (1 - rho) - 2 * tail;
  }

  /**
   * Returns how alike neighbours are. A jump, be it a change of level or chance, is in one
   * difference of neighbours but in two of values two apart; in a short history a few of them would
   * make independent values seem alike, so that all differences over one are left out.
   *
   * @param squares of the differences of neighbours
   * @param limit the square from which on one is a jump; above 0
   */
  private static double correlation(double[] values, double[] squares, double limit) {
    double first = 0;
    int firsts = 0;
    double second = 0;
    int seconds = 0;
    for (int i = 0; i < squares.length; i++) {
      if (squares[i] > limit) {
        continue;
      }
      first += squares[i];
      firsts++;
      if (i > 0 && squares[i - 1] <= limit) {
        double two = values[i + 1] - values[i - 1];
        second += two * two;
        seconds++;
      }
    }
    if (first == 0 || seconds == 0) {
      return 0;
    }
    double raw = second / seconds / (first / firsts) - 1;
    return Math.clamp(raw - Math.sqrt(2.0 / values.length), 0, CORRELATION_MAX);
  }

  /**
   * Returns what the mean of normal deviations' squares would be; 0 if hardly any value differs.
   */
  private static double usual(double[] squares) {
    double[] sorted = squares.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(HIGH * (sorted.length - 1))] / HIGH_SQUARE;
  }

  private static double[] squares(double[] values, int apart) {
    return Arrays.stream(differences(values, apart)).map(value -> value * value).toArray();
  }

  private static double[] differences(double[] values, int apart) {
    double[] differences = new double[values.length - apart];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = values[i + apart] - values[i];
    }
    return differences;
  }
}
