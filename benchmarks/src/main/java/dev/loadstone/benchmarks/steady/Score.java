package dev.loadstone.benchmarks.steady;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How an estimator did on many series. A series that it holds for never steady has no error and no
 * bias, but counts where it was steady.
 */
final class Score {
  /** How many iterations the next five seconds are. */
  static final int WINDOW = (int) Math.round(5 / SyntheticSeries.ITERATION_SECONDS);

  private static final double BIAS_LARGE = 0.05;
  private static final double ERROR_LARGE_SECONDS = 5;

  private final List<Double> errors = new ArrayList<>();
  private final List<Double> biases = new ArrayList<>();
  private int early;
  private int late;
  private int steady;
  private int steadyRefused;
  private int never;
  private int neverFlagged;

  /**
   * Judges an estimate.
   *
   * @param estimate the first steady iteration; {@link Estimator#NEVER} if there is none
   */
  void add(KnownSeries series, int estimate) {
    if (series.start() < 0) {
      never++;
      neverFlagged += estimate == Estimator.NEVER ? 1 : 0;
      return;
    }
    steady++;
    if (estimate == Estimator.NEVER) {
      steadyRefused++;
      return;
    }
    double error = (estimate - series.start()) * SyntheticSeries.ITERATION_SECONDS;
    errors.add(Math.abs(error));
    early += error < -ERROR_LARGE_SECONDS ? 1 : 0;
    late += error > ERROR_LARGE_SECONDS ? 1 : 0;
    biases.add(bias(series.course(), estimate, series.level()));
  }

  /**
   * Returns how far the five seconds from a place on are from a level, as a share of it.
   *
   * @param times one per iteration; at least five seconds long
   */
  static double bias(double[] times, int from, double level) {
    int first = Math.min(from, times.length - WINDOW);
    double mean = Arrays.stream(times, first, first + WINDOW).average().orElseThrow();
    return Math.abs(mean / level - 1);
  }

  int neverCount() {
    return never;
  }

  int steadyCount() {
    return steady;
  }

  double errorMedian() {
    return median(errors);
  }

  double errorMean() {
    return errors.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  double earlyRatio() {
    return (double) early / errors.size();
  }

  double lateRatio() {
    return (double) late / errors.size();
  }

  double biasMedian() {
    return median(biases);
  }

  double biasLargeRatio() {
    return biases.stream().filter(bias -> bias > BIAS_LARGE).count() / (double) biases.size();
  }

  double neverFlaggedRatio() {
    return (double) neverFlagged / never;
  }

  double steadyRefusedRatio() {
    return (double) steadyRefused / steady;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get((sorted.size() - 1) / 2);
  }
}
