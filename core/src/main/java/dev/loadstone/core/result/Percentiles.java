package dev.loadstone.core.result;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
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
  private static final double NORMAL_975 = 1.959963984540054;

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
   * Returns an end of the 95 % confidence interval of a percentile, from order statistics: the
   * ranks n·q ± 1.96·√(n·q·(1 − q)), the normal approximation of the binomial distribution. It
   * holds for independent values.
   *
   * <p>Source: Hahn and Meeker, Statistical Intervals, section 5.2.
   *
   * @param histogram values in nanoseconds
   * @param quantile above 0 and below 1
   * @param upper whether the upper end is asked for
   * @return seconds; empty if there are too few values for the percentile
   */
  public static OptionalDouble bound(Histogram histogram, double quantile, boolean upper) {
    long count = histogram.getTotalCount();
    if (!isTellable(count, quantile)) {
      return OptionalDouble.empty();
    }
    double half = NORMAL_975 * Math.sqrt(count * quantile * (1 - quantile));
    double rank =
        upper
            ? Math.min((double) count, Math.ceil(count * quantile + half))
            : Math.max(1, Math.floor(count * quantile - half));
    return OptionalDouble.of(histogram.getValueAtPercentile(100 * rank / count) / NANOS);
  }

  /**
   * Returns all figures of a distribution.
   *
   * @param histogram at least one value, in nanoseconds
   */
  static MeasureSummary summary(Measure measure, Tags tags, Histogram histogram) {
    Map<Statistic, Double> percentiles = new EnumMap<>(Statistic.class);
    for (Statistic percentile : Statistic.percentiles()) {
      if (isTellable(histogram.getTotalCount(), percentile.quantile())) {
        percentiles.put(percentile, of(histogram, percentile));
      }
    }
    return new MeasureSummary(
        measure,
        tags,
        histogram.getTotalCount(),
        of(histogram, Statistic.MEAN),
        of(histogram, Statistic.STDDEV),
        of(histogram, Statistic.MIN),
        of(histogram, Statistic.MAX),
        percentiles);
  }
}
