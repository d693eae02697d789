package dev.loadstone.core.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * Where mean or variance of a series change: the segmentation with the least sum of Gaussian costs,
 * n·(ln σ² + 1) for each segment, and a penalty for each change.
 *
 * <p>Source: Killick, Fearnhead, Eckley, "Optimal Detection of Changepoints With a Linear
 * Computational Cost" (2012), algorithm PELT, cost of a change in mean and variance. Time: linear
 * in the number of values if changes are spread over the series, quadratic at worst.
 */
final class ChangePoints {
  private final double[] sums;
  private final double[] squares;
  private final double varianceMin;
  private final int lengthMin;

  private ChangePoints(double[] series, double varianceMin, int lengthMin) {
    this.varianceMin = varianceMin;
    this.lengthMin = lengthMin;
    sums = new double[series.length + 1];
    squares = new double[series.length + 1];
    for (int i = 0; i < series.length; i++) {
      sums[i + 1] = sums[i] + series[i];
      squares[i + 1] = squares[i] + series[i] * series[i];
    }
  }

  /**
   * Returns where segments begin.
   *
   * @param penalty the cost of a change
   * @param varianceMin the smallest variance that a segment is taken to have; above 0
   * @param lengthMin the shortest segment; at least 2
   * @return in rising order, the first 0; empty for an empty series
   */
  static List<Integer> of(double[] series, double penalty, double varianceMin, int lengthMin) {
    return series.length == 0
        ? List.of()
        : new ChangePoints(series, varianceMin, lengthMin).starts(penalty);
  }

  private double cost(int from, int to) {
    int n = to - from;
    double mean = (sums[to] - sums[from]) / n;
    double variance = (squares[to] - squares[from]) / n - mean * mean;
    return n * (Math.log(Math.max(variance, varianceMin)) + 1);
  }

  private List<Integer> starts(double penalty) {
    int n = sums.length - 1;
    double[] best = new double[n + 1];
    int[] last = new int[n + 1];
    best[0] = -penalty;
    List<Integer> candidates = new ArrayList<>();
    candidates.add(0);
    for (int end = 1; end <= n; end++) {
      best[end] = Double.POSITIVE_INFINITY;
      if (end < lengthMin) {
        continue;
      }
      for (int start : candidates) {
        double cost = best[start] + cost(start, end) + penalty;
        if (cost < best[end]) {
          best[end] = cost;
          last[end] = start;
        }
      }
      double bound = best[end];
      int until = end;
      candidates.removeIf(start -> best[start] + cost(start, until) > bound + penalty);
      int next = end - lengthMin + 1;
      if (next >= lengthMin) {
        candidates.add(next);
      }
    }
    List<Integer> starts = new ArrayList<>();
    for (int end = n; end > 0; end = last[end]) {
      starts.addFirst(last[end]);
    }
    return starts;
  }
}
