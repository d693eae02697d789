package dev.loadstone.core.change;

import java.util.List;

/**
 * What a history shows.
 *
 * @param points where its level changed, in rising order
 * @param outliers indexes of single values far from their neighbours, which were left out, rising
 * @param noise standard deviation of values about their level, as a share of the level (in the
 *     values' unit if not all are above 0); NaN of fewer values than can be judged
 * @param correlation of neighbours, beyond what chance explains, 0–1; NaN likewise
 */
public record Changes(
    List<ChangePoint> points, List<Integer> outliers, double noise, double correlation) {
  /** Copies the lists. */
  public Changes {
    points = List.copyOf(points);
    outliers = List.copyOf(outliers);
  }
}
