package dev.loadstone.benchmarks.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * The middle and the ends of a few repeated measurements.
 *
 * @param median the middle value, or the mean of the two; NaN of none
 * @param min the smallest; NaN of none
 * @param max the largest; NaN of none
 * @param count how many there are
 */
public record Spread(double median, double min, double max, int count) {
  /** Returns the spread of values; those that are NaN are left out. */
  public static Spread of(Collection<Double> values) {
    double[] sorted =
        values.stream().mapToDouble(Double::doubleValue).filter(v -> !Double.isNaN(v)).toArray();
    if (sorted.length == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /** Returns the median with two decimals, and the ends if there are several values. */
  public String text() {
    if (Double.isNaN(median)) {
      return "–";
    }
    return count == 1
        ? String.format(Locale.ROOT, "%.2f", median)
        : String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, min, max);
  }
}
