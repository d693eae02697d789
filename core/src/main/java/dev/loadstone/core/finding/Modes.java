package dev.loadstone.core.finding;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Two clusters of times, found in a histogram over the logarithm of time with cells of {@value
 * #CELL} and smoothed over three cells: the two highest peaks with a valley between them.
 *
 * @param low place of the faster one, in seconds
 * @param high place of the slower one, in seconds
 * @param highShare how many of all values are beyond the valley
 */
record Modes(double low, double high, double highShare) {
  /** A cell is by this factor longer than the one before. */
  static final double CELL = 1.1;

  /** How many times as slow as the faster the slower peak is at least. */
  static final double APART = 2;

  /** How high the valley may be, as a share of the lower peak. */
  static final double VALLEY = 0.25;

  /** The least share of values on either side. */
  static final double SHARE_MIN = 0.1;

  private static final long COUNT_MIN = 200;
  private static final double NANOS = 1e9;

  static Optional<Modes> of(Histogram histogram) {
    if (histogram.getTotalCount() < COUNT_MIN) {
      return Optional.empty();
    }
    double[] cells = smooth(cells(histogram));
    int highest = 0;
    for (int i = 1; i < cells.length; i++) {
      highest = cells[i] > cells[highest] ? i : highest;
    }
    int apart = (int) Math.ceil(Math.log(APART) / Math.log(CELL));
    int second = -1;
    int valley = -1;
    for (int i = 0; i < cells.length; i++) {
      int lowest = lowest(cells, Math.min(i, highest), Math.max(i, highest));
      if (Math.abs(i - highest) >= apart
          && cells[lowest] <= VALLEY * cells[i]
          && (second < 0 || cells[i] > cells[second])) {
        second = i;
        valley = lowest;
      }
    }
    if (second < 0) {
      return Optional.empty();
    }
    double beyond = 0;
    double all = 0;
    for (int i = 0; i < cells.length; i++) {
      all += cells[i];
      beyond += i > valley ? cells[i] : 0;
    }
    double share = beyond / all;
    return share < SHARE_MIN || share > 1 - SHARE_MIN
        ? Optional.empty()
        : Optional.of(
            new Modes(
                seconds(histogram, Math.min(highest, second)),
                seconds(histogram, Math.max(highest, second)),
                share));
  }

  private static double[] cells(Histogram histogram) {
    double[] cells = new double[cell(histogram, histogram.getMaxValue()) + 1];
    for (HistogramIterationValue value : histogram.recordedValues()) {
      cells[cell(histogram, value.getValueIteratedTo())] +=
          value.getCountAddedInThisIterationStep();
    }
    return cells;
  }

  private static int cell(Histogram histogram, long nanos) {
    double ratio = (double) Math.max(1, nanos) / Math.max(1, histogram.getMinNonZeroValue());
    return (int) Math.max(0, Math.floor(Math.log(ratio) / Math.log(CELL)));
  }

  private static double seconds(Histogram histogram, int cell) {
    return Math.max(1, histogram.getMinNonZeroValue()) * Math.pow(CELL, cell + 0.5) / NANOS;
  }

  private static double[] smooth(double[] cells) {
    double[] smooth = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      double before = i > 0 ? cells[i - 1] : 0;
      double after = i + 1 < cells.length ? cells[i + 1] : 0;
      smooth[i] = before / 4 + cells[i] / 2 + after / 4;
    }
    return smooth;
  }

  private static int lowest(double[] cells, int from, int to) {
    int lowest = from;
    for (int i = from; i <= to; i++) {
      lowest = cells[i] < cells[lowest] ? i : lowest;
    }
    return lowest;
  }
}
