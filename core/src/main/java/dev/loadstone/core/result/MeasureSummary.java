package dev.loadstone.core.result;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.record.TimeFigures;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The figures of a distribution of times.
 *
 * @param measure what was measured
 * @param tags which part of it; none for the whole mix
 * @param count how many values, at least 1
 * @param mean in seconds
 * @param stddev in seconds
 * @param min in seconds
 * @param max in seconds
 * @param percentiles in seconds, rising; a percentile with fewer than 5 values beyond it is left
 *     out, unless another tool told it
 * @param intervals 95 % confidence intervals of percentiles, in seconds; only those that can be
 *     told, for which the run must have lasted eight blocks of a second or more
 */
public record MeasureSummary(
    Measure measure,
    Tags tags,
    long count,
    double mean,
    double stddev,
    double min,
    double max,
    Map<Statistic, Double> percentiles,
    Map<Statistic, ConfidenceInterval> intervals) {
  /** Copies the percentiles and intervals. */
  public MeasureSummary {
    percentiles = copy(percentiles);
    intervals = copy(intervals);
  }

  /** Returns the figures that another tool tells; what it does not tell is NaN or left out. */
  static MeasureSummary of(TimeFigures told) {
    Map<Statistic, Double> percentiles = new EnumMap<>(Statistic.class);
    for (Statistic percentile : Statistic.percentiles()) {
      if (told.figures().containsKey(percentile)) {
        percentiles.put(percentile, told.figure(percentile));
      }
    }
    return new MeasureSummary(
        told.measure(),
        told.tags(),
        told.count(),
        told.figure(Statistic.MEAN),
        told.figure(Statistic.STDDEV),
        told.figure(Statistic.MIN),
        told.figure(Statistic.MAX),
        percentiles,
        Map.of());
  }

  private static <T> Map<Statistic, T> copy(Map<Statistic, T> figures) {
    return figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /** Returns a percentile in seconds; NaN if there were too few values for it. */
  public double percentile(Statistic statistic) {
    return percentiles.getOrDefault(statistic, Double.NaN);
  }
}
