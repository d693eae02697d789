package dev.loadstone.core.result;

import java.util.ArrayList;
import java.util.List;

/**
 * When iterations were completed, for honest rates. All that was intended within D seconds is
 * divided by D, unless the completions are certainly spread over longer than that by more than an
 * early iteration took: then the target fell behind, and they are divided by their own span, from
 * the 1st to the 99th percentile of completion times, divided by 0.98. When something happened
 * within an interval is not known: that the span is longer must hold for every possibility; how
 * long it is, is interpolated. Early is the interval in which the first tenth was completed: by
 * then a backlog has hardly begun.
 */
final class Completions {
  private static final double TRIM = 0.01;
  private static final double EARLY = 0.1;

  private final List<double[]> intervals = new ArrayList<>();
  private double total;

  /**
   * Adds an interval.
   *
   * @param start when it began, in seconds
   * @param end when it ended
   * @param count how many iterations were completed in it
   * @param median how long the middle one of them took, in seconds; NaN if that is not known
   */
  void add(double start, double end, long count, double median) {
    if (count > 0) {
      intervals.add(new double[] {start, end, count, median});
      total += count;
    }
  }

  /**
   * Returns the seconds by which completions are to be divided.
   *
   * @param intended length of the time in which they were intended, in seconds
   */
  double seconds(double intended) {
    if (total == 0) {
      return intended;
    }
    double[] first = holding(TRIM);
    double[] last = holding(1 - TRIM);
    double early = holding(EARLY)[3];
    double slack = Double.isNaN(early) ? 0 : early;
    double least = (last[0] - first[1]) / (1 - 2 * TRIM);
    return least > intended + slack ? (at(1 - TRIM) - at(TRIM)) / (1 - 2 * TRIM) : intended;
  }

  /** Returns the interval in which a share of all was completed. */
  private double[] holding(double share) {
    double before = 0;
    for (double[] interval : intervals) {
      before += interval[2];
      if (before >= share * total) {
        return interval;
      }
    }
    return intervals.getLast();
  }

  private double at(double share) {
    double wanted = share * total;
    double before = 0;
    for (double[] interval : intervals) {
      if (before + interval[2] >= wanted) {
        return interval[0] + (interval[1] - interval[0]) * (wanted - before) / interval[2];
      }
      before += interval[2];
    }
    return intervals.getLast()[1];
  }
}
