package dev.loadstone.core.change;

import java.util.ArrayList;
import java.util.List;

/** Where the level of a cleaned series changes, by a given noise. */
final class Segments {
  /** The fewest values of a segment: a single one, however far off, is an outlier. */
  static final int LENGTH_MIN = 3;

  /** The p-value up to which a change stands the test between its neighbours. */
  static final double PVALUE_MAX = 0.08;

  private static final double WEAK_PVALUE_MAX = 2 * PVALUE_MAX;
  private static final double LOCAL_PVALUE_MAX = 0.01;
  private static final int LOCAL_LENGTH_MIN = 4 * LENGTH_MIN;

  /** For how many values the noise of the whole stands beside a segment's own. */
  private static final double PRIOR = 20;

  /**
   * A possible change.
   *
   * @param index of the first value after it
   * @param pvalue how often chance alone shows it
   */
  record Candidate(int index, double pvalue) {}

  /** Where the difference of levels is greatest, in standard errors. */
  private record Peak(int index, double deviation) {}

  private final double[] sums;
  private final double[] squares;
  private final double[] moments;

  /** Squared standard errors of the mean of so many values, by the noise of the whole. */
  private final double[] errors;

  private final Noise noise;

  Segments(double[] series, Noise noise) {
    this.noise = noise;
    int n = series.length;
    sums = new double[n + 1];
    squares = new double[n + 1];
    moments = new double[n + 1];
    errors = new double[n + 1];
    for (int i = 0; i < n; i++) {
      sums[i + 1] = sums[i] + series[i];
      squares[i + 1] = squares[i] + series[i] * series[i];
      moments[i + 1] = moments[i] + i * series[i];
      errors[i + 1] = noise.square(i + 1);
    }
  }

  /** Returns the mean of a stretch that is not empty. */
  double mean(int from, int to) {
    return (sums[to] - sums[from]) / (to - from);
  }

  /** Returns the standard error of the difference of levels before and after a place. */
  double error(int from, int middle, int to) {
    return Math.sqrt(square(from, middle) + square(middle, to));
  }

  /** Returns the changes, in rising order. */
  List<Candidate> find() {
    int n = sums.length - 1;
    List<Integer> found = new ArrayList<>();
    split(0, n, found);
    return merged(found, n);
  }

  private void split(int from, int to, List<Integer> found) {
    if (to - from < 2 * LENGTH_MIN) {
      return;
    }
    Candidate best = best(from, to);
    if (best.pvalue() > WEAK_PVALUE_MAX) {
      best = bestWithin(from, to);
      if (best.pvalue() > LOCAL_PVALUE_MAX) {
        return;
      }
    }
    split(from, best.index(), found);
    found.add(best.index());
    split(best.index(), to, found);
  }

  /**
   * Returns the clearest change within stretches of a half, a quarter … of a segment, which overlap
   * by half: a change that is undone later is hidden in the whole.
   *
   * <p>Source: Kovács et al., "Seeded binary segmentation: a general methodology for fast and
   * optimal changepoint detection" (2023).
   */
  private Candidate bestWithin(int from, int to) {
    Candidate best = new Candidate(from, 1);
    for (int length = (to - from) / 2; length >= LOCAL_LENGTH_MIN; length /= 2) {
      int step = length / 2;
      int count = (to - from - length) / step + 1;
      Peak highest = new Peak(from, -1);
      for (int i = 0; i < count; i++) {
        int start = i == count - 1 ? to - length : from + i * step;
        Peak peak = peak(start, start + length);
        highest = peak.deviation() > highest.deviation() ? peak : highest;
      }
      double pvalue = Math.min(1, count * pvalue(highest.deviation(), length));
      if (pvalue < best.pvalue()) {
        best = new Candidate(highest.index(), pvalue);
      }
    }
    return best;
  }

  private Candidate best(int from, int to) {
    Peak peak = peak(from, to);
    return new Candidate(peak.index(), pvalue(peak.deviation(), to - from));
  }

  private Peak peak(int from, int to) {
    Peak peak = new Peak(from + LENGTH_MIN, -1);
    for (int middle = from + LENGTH_MIN; middle <= to - LENGTH_MIN; middle++) {
      double deviation = deviation(from, middle, to);
      if (deviation > peak.deviation()) {
        peak = new Peak(middle, deviation);
      }
    }
    return peak;
  }

  private double pvalue(double t, int length) {
    return Scan.pvalue(t, noise.freedom(), length, LENGTH_MIN, noise.correlation());
  }

  private double deviation(int from, int middle, int to) {
    return Math.abs(mean(middle, to) - mean(from, middle)) / error(from, middle, to);
  }

  /** Returns the squared error of a stretch's mean: never less than by the noise of the whole. */
  private double square(int from, int to) {
    int count = to - from;
    double total = sums[to] - sums[from];
    double own = Math.max(0, squares[to] - squares[from] - total * total / count);
    double known = noise.sigma() * noise.sigma();
    double mixed = (PRIOR * known + own) / (PRIOR + count - 1);
    return errors[count] * Math.max(1, mixed / known);
  }

  /**
   * Takes away the weakest until every one stands the test between its neighbours and is where it
   * explains most: what is split first has the places of later ones about it.
   */
  private List<Candidate> merged(List<Integer> found, int n) {
    List<Candidate> left = new ArrayList<>();
    found.forEach(index -> left.add(new Candidate(index, 1)));
    for (int i = 0; i < left.size(); i++) {
      retest(left, i, n);
    }
    while (true) {
      int weakest = -1;
      for (int i = 0; i < left.size(); i++) {
        double pvalue = left.get(i).pvalue();
        if (pvalue > PVALUE_MAX && (weakest < 0 || pvalue > left.get(weakest).pvalue())) {
          weakest = i;
        }
      }
      if (weakest >= 0) {
        left.remove(weakest);
        retest(left, weakest - 1, n);
        retest(left, weakest, n);
      } else if (!moved(left, n)) {
        return left;
      }
    }
  }

  /** Puts each where it explains most between its neighbours; returns whether one was elsewhere. */
  private boolean moved(List<Candidate> candidates, int n) {
    boolean moved = false;
    for (int i = 0; i < candidates.size(); i++) {
      int from = i == 0 ? 0 : candidates.get(i - 1).index();
      int to = i + 1 == candidates.size() ? n : candidates.get(i + 1).index();
      int best = candidates.get(i).index();
      for (int middle = from + LENGTH_MIN; middle <= to - LENGTH_MIN; middle++) {
        best = explained(from, middle, to) > explained(from, best, to) ? middle : best;
      }
      if (best != candidates.get(i).index()) {
        candidates.set(i, new Candidate(best, 1));
        moved = true;
        for (int near = i - 1; near <= i + 1; near++) {
          retest(candidates, near, n);
        }
      }
    }
    return moved;
  }

  /** Returns how much of a stretch's sum of squares a change of level in it explains. */
  private double explained(int from, int middle, int to) {
    double height = mean(middle, to) - mean(from, middle);
    return (double) (middle - from) * (to - middle) / (to - from) * height * height;
  }

  private void retest(List<Candidate> candidates, int place, int n) {
    if (place < 0 || place >= candidates.size()) {
      return;
    }
    int from = place == 0 ? 0 : candidates.get(place - 1).index();
    int to = place + 1 == candidates.size() ? n : candidates.get(place + 1).index();
    int middle = candidates.get(place).index();
    double pvalue = isSlope(from, middle, to) ? 1 : pvalue(deviation(from, middle, to), to - from);
    candidates.set(place, new Candidate(middle, pvalue));
  }

  /** Returns whether a straight line explains a stretch better than a step does. */
  private boolean isSlope(int from, int middle, int to) {
    double n = to - from;
    double centre = (from + to - 1) / 2.0;
    double product = moments[to] - moments[from] - centre * (sums[to] - sums[from]);
    return product * product / (n * (n * n - 1) / 12) > explained(from, middle, to);
  }
}
