package dev.loadstone.report.pdf;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An axis that begins at 0, and what is marked on it.
 *
 * @param end where it ends; above 0
 * @param step from mark to mark; above 0
 */
public record Scale(double end, double step) {
  private static final int[] TIME_STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400
  };
  private static final int TIME_MARKS = 8;

  /** So much of a step a value may lie beyond a mark by the rounding of its own computation. */
  private static final double ROUNDING = 1e-9;

  /**
   * Returns a scale that ends at its first mark not below a value, with marks at 1, 2 or 5 times a
   * power of ten.
   *
   * @param highest the value; a scale of what is 0 or not known ends at 1
   * @param steps how many it has at the most
   */
  public static Scale upTo(double highest, int steps) {
    if (!(highest > 0) || Double.isInfinite(highest)) {
      return new Scale(1, 1);
    }
    double least = highest / steps;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = 10 * power;
    for (int factor : new int[] {5, 2, 1}) {
      step = factor * power >= least * (1 - ROUNDING) ? factor * power : step;
    }
    return new Scale(step * Math.ceil(highest / step - ROUNDING), step);
  }

  /**
   * Returns a scale of time, marked in round numbers of seconds, minutes or hours.
   *
   * @param seconds where it ends; above 0
   */
  public static Scale time(double seconds) {
    for (int step : TIME_STEPS) {
      if (seconds / step <= TIME_MARKS) {
        return new Scale(seconds, step);
      }
    }
    return new Scale(seconds, TIME_STEPS[TIME_STEPS.length - 1]);
  }

  /** Returns what is marked, from 0 to the end at the most. */
  public List<Double> marks() {
    int last = (int) Math.floor(end / step + ROUNDING);
    return IntStream.rangeClosed(0, last).mapToObj(mark -> mark * step).toList();
  }
}
