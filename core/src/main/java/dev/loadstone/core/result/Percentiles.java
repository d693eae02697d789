package dev.loadstone.core.result;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.SeriesKey;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Figures of a distribution of times, in seconds.
 *
 * <p>A percentile q of n values is the smallest recorded value that at least n·q values do not
 * exceed, at the upper end of its bucket (at most 0.1 % above the truth). It is told only if n·(1 −
 * q) ≥ {@value #BEYOND_MIN}. Source: HdrHistogram 2.2.2, {@code getValueAtPercentile}; rule of five
 * as for the binomial approximation of order statistics.
 */
public final class Percentiles {
  /** How many values must lie beyond a percentile for it to be told. */
  public static final int BEYOND_MIN = 5;

  private static final double NANOS = 1e9;

  private Percentiles() {}

  /** Returns whether a distribution of so many values has enough of them beyond the quantile. */
  public static boolean isTellable(long count, double quantile) {
    return count * (1 - quantile) >= BEYOND_MIN - 1e-6;
  }

  /**
   * Returns a statistic of times in seconds.
   *
   * @param histogram values in nanoseconds
   * @param statistic any but count and rate
   * @return NaN if there are no values; a percentile is given even if there are too few values for
   *     it
   */
  public static double of(Histogram histogram, Statistic statistic) {
    if (histogram.getTotalCount() == 0) {
      return Double.NaN;
    }
    return switch (statistic) {
          case MIN -> histogram.getMinValue();
          case MAX -> histogram.getMaxValue();
          case MEAN -> histogram.getMean();
          case STDDEV -> histogram.getStdDeviation();
          case COUNT, RATE -> throw new IllegalArgumentException(statistic.label() + " is no time");
          default -> histogram.getValueAtPercentile(statistic.quantile() * 100);
        }
        / NANOS;
  }

  /**
   * Returns all figures of a distribution.
   *
   * @param series what was measured, and which part of it
   * @param histogram at least one value, in nanoseconds
   * @param intervals of percentiles
   */
  static MeasureSummary summary(
      SeriesKey series, Histogram histogram, Map<Statistic, ConfidenceInterval> intervals) {
    Map<Statistic, Double> percentiles = new EnumMap<>(Statistic.class);
    for (Statistic percentile : Statistic.percentiles()) {
      if (isTellable(histogram.getTotalCount(), percentile.quantile())) {
        percentiles.put(percentile, of(histogram, percentile));
      }
    }
    return new MeasureSummary(
        series.measure(),
        series.tags(),
        histogram.getTotalCount(),
        of(histogram, Statistic.MEAN),
        of(histogram, Statistic.STDDEV),
        of(histogram, Statistic.MIN),
        of(histogram, Statistic.MAX),
        percentiles,
        intervals);
  }
}
