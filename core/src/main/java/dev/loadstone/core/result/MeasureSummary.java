package dev.loadstone.core.result;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.Tags;
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
 *     out
 */
public record MeasureSummary(
    Measure measure,
    Tags tags,
    long count,
    double mean,
    double stddev,
    double min,
    double max,
    Map<Statistic, Double> percentiles) {
  /** Copies the percentiles. */
  public MeasureSummary {
    percentiles =
        percentiles.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(percentiles));
  }

  /** Returns a percentile in seconds; NaN if there were too few values for it. */
  public double percentile(Statistic statistic) {
    return percentiles.getOrDefault(statistic, Double.NaN);
  }
}
