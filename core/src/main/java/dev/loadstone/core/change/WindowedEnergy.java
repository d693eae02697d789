package dev.loadstone.core.change;

import dev.loadstone.core.analysis.Student;
import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The method of Apache Otava (formerly Hunter), point for point, for those who compare with it or
 * come from it: energy statistic within overlapping windows, weak points first, then merged from
 * the weakest on; Student's t-test of equal variances, which are taken with divisor n as there.
 *
 * <p>Source: Fleming et al., "Hunter: Using Change Point Detection to Hunt for Performance
 * Regressions" (2023), and apache/otava at commit 1ceb153.
 *
 * @param windowLength values in a window; at least 2
 * @param pvalueMax a change point has a p-value below it; 0–1
 * @param magnitudeMin and a relative change above it, the larger of both directions
 */
public record WindowedEnergy(int windowLength, double pvalueMax, double magnitudeMin) {
  /** Otava's own settings: 50 values, 0.001, any size. */
  public static final WindowedEnergy DEFAULT = new WindowedEnergy(50, 0.001, 0);

  private static final double WEAK_SMALL = 0.05;
  private static final double WEAK_LARGE = 0.5;

  /** A candidate with what a test between its neighbours says. */
  private record Point(
      int index, double before, double after, double pvalue, ConfidenceInterval interval) {
    double magnitude() {
      double forward = before == 0 ? 0 : after / before - 1;
      double backward = after == 0 ? 0 : before / after - 1;
      return Math.max(Math.abs(forward), Math.abs(backward));
    }

    ChangePoint published() {
      boolean positive = before > 0 && after > 0;
      double ratio = positive ? after / before : Double.NaN;
      return new ChangePoint(index, before, after, ratio, interval, pvalue);
    }
  }

  /**
   * Refuses what cannot be computed with.
   *
   * @throws IllegalArgumentException if the window is shorter than 2
   */
  public WindowedEnergy {
    if (windowLength < 2) {
      throw new IllegalArgumentException("windowLength must be at least 2, got: " + windowLength);
    }
  }

  /**
   * Returns change points in rising order.
   *
   * @param values one per run, finite; not changed
   */
  public List<ChangePoint> find(double[] values) {
    List<Point> points = new ArrayList<>(tested(values, weak(values)));
    while (!points.isEmpty()) {
      Point weakest = points.stream().max(Comparator.comparingDouble(Point::pvalue)).orElseThrow();
      if (weakest.pvalue() < pvalueMax) {
        weakest = points.stream().min(Comparator.comparingDouble(Point::magnitude)).orElseThrow();
        if (weakest.magnitude() > magnitudeMin) {
          break;
        }
      }
      int place = points.indexOf(weakest);
      points.remove(place);
      // as there: the two after it, not the one before it
      for (int neighbour : new int[] {place, place + 1}) {
        if (neighbour < points.size()) {
          points.set(neighbour, retested(values, points, neighbour));
        }
      }
    }
    return points.stream().map(Point::published).toList();
  }

  private double weakPvalueMax() {
    if (pvalueMax < WEAK_SMALL) {
      return pvalueMax * 10;
    }
    return pvalueMax < WEAK_LARGE ? pvalueMax * 2 : pvalueMax;
  }

  /** Returns weak points of all windows, in rising order. */
  private List<Integer> weak(double[] values) {
    int step = windowLength / 2;
    List<Integer> found = new ArrayList<>();
    int start = 0;
    while (start < values.length) {
      int end = Math.min(start + windowLength, values.length);
      int last = 0;
      for (int index : weakWithin(Arrays.copyOfRange(values, start, end))) {
        last = start + index;
        if (!found.contains(last)) {
          found.add(last);
        }
      }
      start = Math.max(last, start + step);
    }
    found.sort(null);
    return found;
  }

  private List<Integer> weakWithin(double[] window) {
    EnergySplit energy = new EnergySplit(window);
    List<Integer> bounds = new ArrayList<>(List.of(0, window.length));
    while (true) {
      int stretch = -1;
      EnergySplit.Split best = new EnergySplit.Split(0, Double.NEGATIVE_INFINITY);
      for (int i = 0; i + 1 < bounds.size(); i++) {
        if (bounds.get(i + 1) - bounds.get(i) > 1) {
          EnergySplit.Split split = energy.best(bounds.get(i), bounds.get(i + 1));
          if (split.statistic() > best.statistic()) {
            best = split;
            stretch = i;
          }
        }
      }
      if (stretch < 0) {
        break;
      }
      int from = bounds.get(stretch);
      int to = bounds.get(stretch + 1);
      if (!(test(window, from, best.index(), to).pvalue() <= weakPvalueMax())) {
        break;
      }
      bounds.add(stretch + 1, best.index());
    }
    return bounds.subList(1, bounds.size() - 1);
  }

  private static List<Point> tested(double[] values, List<Integer> indexes) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < indexes.size(); i++) {
      int from = i == 0 ? 0 : indexes.get(i - 1);
      int to = i + 1 == indexes.size() ? values.length : indexes.get(i + 1);
      points.add(test(values, from, indexes.get(i), to));
    }
    return points;
  }

  private static Point retested(double[] values, List<Point> points, int place) {
    int from = place == 0 ? 0 : points.get(place - 1).index();
    int to = place + 1 == points.size() ? values.length : points.get(place + 1).index();
    return test(values, from, points.get(place).index(), to);
  }

  private static Point test(double[] values, int from, int middle, int to) {
    double left = middle - from;
    double right = to - middle;
    double before = Arrays.stream(values, from, middle).average().orElseThrow();
    double after = Arrays.stream(values, middle, to).average().orElseThrow();
    double freedom = left + right - 2;
    double pooled =
        ((left - 1) * variance(values, from, middle, before)
                + (right - 1) * variance(values, middle, to, after))
            / freedom;
    double error = Math.sqrt(pooled * (1 / left + 1 / right));
    double t = (after - before) / error;
    double pvalue = freedom > 0 && !Double.isNaN(t) ? Student.twoSided(t, freedom) : 1;
    return new Point(middle, before, after, pvalue, interval(before, after, error, freedom));
  }

  /** Returns the interval of the ratio by the error of the level after alone. */
  private static ConfidenceInterval interval(
      double before, double after, double error, double freedom) {
    if (!(before > 0 && after > 0) || freedom < 4) {
      return new ConfidenceInterval(Double.NaN, Double.NaN);
    }
    double reach = Student.quantile975((int) freedom) * error;
    return new ConfidenceInterval((after - reach) / before, (after + reach) / before);
  }

  private static double variance(double[] values, int from, int to, double mean) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return sum / (to - from);
  }
}
