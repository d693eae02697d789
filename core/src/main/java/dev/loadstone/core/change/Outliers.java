package dev.loadstone.core.change;

import dev.loadstone.core.analysis.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Single values far from those around them: beyond {@value #FENCE} robust deviations from the
 * median of the {@value #WINDOW} values around it (at an end: of the first or last {@value
 * #WINDOW}). Three values at a new level are no outliers any more.
 *
 * <p>Source: Hampel's filter (1974), the deviation by deciles of differences of neighbours, so that
 * neither a change of level nor two modes are taken for outliers.
 *
 * @param series with the median in their place; not to be changed
 * @param indexes where they were, rising
 */
@SuppressWarnings("ArrayRecordComponent") // passed on at once, and changed by nobody
record Outliers(double[] series, List<Integer> indexes) {
  private static final double FENCE = 4;
  private static final int WINDOW = 5;

  /**
   * Finds outliers.
   *
   * @param series at least {@value #WINDOW} values; not changed
   */
  static Outliers of(double[] series) {
    double reach = FENCE * Noise.scale(series);
    double[] cleaned = series.clone();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; reach > 0 && i < series.length; i++) {
      int from = Math.clamp(i - WINDOW / 2, 0, series.length - WINDOW);
      double median = Points.median(Arrays.copyOfRange(series, from, from + WINDOW));
      if (Math.abs(series[i] - median) > reach) {
        cleaned[i] = median;
        indexes.add(i);
      }
    }
    return new Outliers(cleaned, List.copyOf(indexes));
  }
}
