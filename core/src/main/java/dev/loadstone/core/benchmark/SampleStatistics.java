package dev.loadstone.core.benchmark;

import java.util.Arrays;

/**
 * Figures of samples, in seconds.
 *
 * <p>A percentile q of n samples is the smallest sample that at least n·q samples do not exceed,
 * exact, without interpolation; it can be relied on only if n·(1 − q) ≥ {@value #BEYOND_MIN}. The
 * standard deviation is that of a sample (n − 1), and 0 for one sample. Every figure is NaN if
 * there are no samples. Source: Hyndman, Fan, "Sample Quantiles in Statistical Packages" (1996),
 * type 1; rule of five as for the binomial approximation of order statistics.
 *
 * @param count how many samples; at least 0
 */
public record SampleStatistics(
    long count,
    double min,
    double max,
    double mean,
    double median,
    double p75,
    double p90,
    double p95,
    double p99,
    double stddev) {
  /** How many samples must lie beyond a percentile for it to be relied on. */
  public static final int BEYOND_MIN = 5;

  private static final double TOLERANCE = 1e-6;

  /**
   * Returns the figures.
   *
   * @param seconds in any order; not changed
   */
  public static SampleStatistics of(double[] seconds) {
    int n = seconds.length;
    if (n == 0) {
      double none = Double.NaN;
      return new SampleStatistics(0, none, none, none, none, none, none, none, none, none);
    }
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double squares = 0;
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    return new SampleStatistics(
        n,
        sorted[0],
        sorted[n - 1],
        mean,
        percentile(sorted, 0.5),
        percentile(sorted, 0.75),
        percentile(sorted, 0.9),
        percentile(sorted, 0.95),
        percentile(sorted, 0.99),
        n == 1 ? 0 : Math.sqrt(squares / (n - 1)));
  }

  private static double percentile(double[] sorted, double quantile) {
    int rank = (int) Math.ceil(sorted.length * quantile - TOLERANCE);
    return sorted[Math.max(0, rank - 1)];
  }

  /** Returns whether so many samples have enough of them on both sides of the quantile. */
  public static boolean isTellable(long count, double quantile) {
    return count * Math.min(quantile, 1 - quantile) >= BEYOND_MIN - TOLERANCE;
  }

  /** Returns how many samples a percentile needs. */
  static long needed(double quantile) {
    return (long) Math.ceil(BEYOND_MIN / Math.min(quantile, 1 - quantile) - TOLERANCE);
  }
}
