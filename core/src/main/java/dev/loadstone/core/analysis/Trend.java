package dev.loadstone.core.analysis;

import java.util.Arrays;

/**
 * The trend of a series, told by methods that outliers cannot bend: the median of all slopes
 * between two values (Theil 1950, Sen 1968), and the test of Mann (1945) and Kendall with the
 * correction for ties. What follows each other in time is seldom independent: neighbours are joined
 * into at most {@value #BLOCKS_MAX} blocks by their medians before the test.
 *
 * @param slope per unit of the places
 * @param z how many standard deviations the sign of the trend is from none; above 2.58 it is
 *     significant at 1 %
 */
public record Trend(double slope, double z) {
  /** The most blocks. */
  public static final int BLOCKS_MAX = 20;

  /** |z| from which on a trend is significant at 1 %. */
  public static final double SIGNIFICANT = 2.576;

  private static final int VALUES_MAX = 600;

  /**
   * Returns the trend.
   *
   * @param places rising, as many as values, at least 3; for example seconds
   * @param values what was seen there, no NaN
   */
  public static Trend of(double[] places, double[] values) {
    if (places.length != values.length || values.length < 3) {
      throw new IllegalArgumentException(
          "values must be as many as places, and at least 3, got: "
              + values.length
              + " and "
              + places.length);
    }
    int blocks = Math.min(BLOCKS_MAX, values.length);
    double[] joined = medians(values, blocks);
    int thin = Math.min(VALUES_MAX, values.length);
    return new Trend(slope(medians(places, thin), medians(values, thin)), z(joined));
  }

  /** Returns whether the trend is significant at 1 %. */
  public boolean isSignificant() {
    return Math.abs(z) > SIGNIFICANT;
  }

  private static double[] medians(double[] values, int blocks) {
    double[] medians = new double[blocks];
    for (int i = 0; i < blocks; i++) {
      int from = (int) ((long) values.length * i / blocks);
      int to = (int) ((long) values.length * (i + 1) / blocks);
      medians[i] = Points.median(Arrays.copyOfRange(values, from, to));
    }
    return medians;
  }

  private static double slope(double[] places, double[] values) {
    int n = values.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (places[j] > places[i]) {
          slopes[count++] = (values[j] - values[i]) / (places[j] - places[i]);
        }
      }
    }
    return Points.median(Arrays.copyOf(slopes, count));
  }

  private static double z(double[] values) {
    int n = values.length;
    long s = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        s += Double.compare(values[j], values[i]);
      }
    }
    double variance = n * (n - 1.0) * (2 * n + 5);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < n; ) {
      int j = i;
      while (j < n && sorted[j] == sorted[i]) {
        j++;
      }
      double ties = j - i;
      variance -= ties * (ties - 1) * (2 * ties + 5);
      i = j;
    }
    double deviation = Math.sqrt(variance / 18);
    return deviation == 0 || s == 0 ? 0 : (s - Math.signum((double) s)) / deviation;
  }
}
