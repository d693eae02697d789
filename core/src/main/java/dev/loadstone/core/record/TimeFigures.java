package dev.loadstone.core.record;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What another tool says of a distribution of times that it does not hand over.
 *
 * @param measure what was measured, a measure of times
 * @param tags which part of it; none for the whole
 * @param count how many values, at least 1
 * @param figures in seconds, by statistic; what the tool does not tell is absent
 */
public record TimeFigures(Measure measure, Tags tags, long count, Map<Statistic, Double> figures) {
  /** Copies the figures. */
  public TimeFigures {
    if (count < 1) {
      throw new IllegalArgumentException("count must be 1 or more, got: " + count);
    }
    figures = figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /** Returns a figure in seconds; NaN if it is not told. */
  public double figure(Statistic statistic) {
    return figures.getOrDefault(statistic, Double.NaN);
  }
}
