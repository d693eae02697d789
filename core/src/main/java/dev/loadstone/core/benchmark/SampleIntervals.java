package dev.loadstone.core.benchmark;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.Arrays;
import java.util.Optional;

/**
 * 95 % confidence intervals of percentiles of samples in their order.
 *
 * <p>How many of <i>n</i> samples lie at or below the percentile has the variance n·q·(1 − q)·f,
 * where f = 1 + 2·Σ r(k) and r(k) is the correlation of "lies at or below it" with itself k samples
 * later; the sum goes to the first r(k) that is not above 0, and to {@value #LAG_MAX} and a tenth
 * of the samples at most. f is about 1 if samples do not depend on each other. The interval is from
 * the sample of the rank n·q − 1.96·s to that of the rank n·q + 1.96·s, s being the root of that
 * variance. Source: Woodruff, "Confidence Intervals for Medians and Other Position Measures"
 * (1952); the sum: Geyer, "Practical Markov Chain Monte Carlo" (1992), section 3.3, by single lags.
 */
public final class SampleIntervals {
  private static final double Z = 1.96;
  private static final int LAG_MAX = 200;

  private SampleIntervals() {}

  /**
   * Returns the interval of a percentile.
   *
   * @param samples in the order in which they were taken; not changed
   * @param quantile above 0 and below 1
   * @return empty where the percentile cannot be {@linkplain SampleStatistics#isTellable told}, or
   *     the interval reaches beyond the samples
   */
  public static Optional<ConfidenceInterval> of(double[] samples, double quantile) {
    int n = samples.length;
    if (!SampleStatistics.isTellable(n, quantile)) {
      return Optional.empty();
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double value = sorted[(int) Math.ceil(n * quantile - 1e-6) - 1];
    double reach = Z * Math.sqrt(n * quantile * (1 - quantile) * inflation(samples, value));
    int low = (int) Math.floor(n * quantile - reach);
    int high = (int) Math.ceil(n * quantile + reach) + 1;
    return low < 1 || high > n
        ? Optional.empty()
        : Optional.of(new ConfidenceInterval(sorted[low - 1], sorted[high - 1]));
  }

  /** Returns by how much dependence makes the variance larger. */
  private static double inflation(double[] samples, double value) {
    int n = samples.length;
    double[] deviations = new double[n];
    double mean = (double) Arrays.stream(samples).filter(sample -> sample <= value).count() / n;
    double variance = mean * (1 - mean);
    Arrays.setAll(deviations, i -> (samples[i] <= value ? 1 : 0) - mean);
    double inflation = 1;
    for (int lag = 1; variance > 0 && lag <= Math.min(LAG_MAX, n / 10); lag++) {
      double sum = 0;
      for (int i = lag; i < n; i++) {
        sum += deviations[i - lag] * deviations[i];
      }
      double correlation = sum / n / variance;
      if (correlation <= 0) {
        break;
      }
      inflation += 2 * correlation;
    }
    return inflation;
  }
}
