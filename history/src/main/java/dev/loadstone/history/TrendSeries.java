package dev.loadstone.history;

import java.util.List;

/**
 * A figure over runs.
 *
 * @param name of the figure
 * @param unit of its values
 * @param higherIsBetter whether a higher value is the better one
 * @param points in the order of time
 */
public record TrendSeries(
    String name, String unit, boolean higherIsBetter, List<TrendPoint> points) {
  /** Copies the points. */
  public TrendSeries {
    points = List.copyOf(points);
  }
}
