package dev.loadstone.core.result;

import java.util.ArrayList;
import java.util.List;

/**
 * When iterations were completed, for honest rates. All that was intended within D seconds is
 * divided by D, unless the completions are certainly spread over longer than that by more than a
 * median response time: then the target fell behind, and they are divided by their own span, from
 * the 1st to the 99th percentile of completion times, divided by 0.98. When something happened
 * within an interval is not known: that the span is longer must hold for every possibility; how
 * long it is, is interpolated.
 */
final class Completions {
  private static final double TRIM = 0.01;

  private final List<double[]> intervals = new ArrayList<>();
  private double total;

  /** Adds an interval from and to which, in seconds, so many were completed. */
  void add(double start, double end, long count) {
    if (count > 0) {
      intervals.add(new double[] {start, end, count});
      total += count;
    }
  }

  /**
   * Returns the seconds by which completions are to be divided.
   *
   * @param intended length of the time in which they were intended, in seconds
   * @param responseMedian median response time in seconds; NaN if there is none
   */
  double seconds(double intended, double responseMedian) {
    if (total == 0) {
      return intended;
    }
    double[] first = holding(TRIM);
    double[] last = holding(1 - TRIM);
    double slack = Double.isNaN(responseMedian) ? 0 : responseMedian;
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
