package dev.loadstone.core.benchmark;

import dev.loadstone.core.benchmark.SteadyState.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * Judges from when a series of samples is steady.
 *
 * <p>Method: logarithms; outliers drawn in to the median ± {@value #FENCE} robust standard
 * deviations of their block; means of equally many neighbours, so that at most {@value #POINTS_MAX}
 * points are left; segments by {@link ChangePoints}. The series is steady from the earliest segment
 * on from which every segment's level is the whole's, but for segments that together are at most
 * {@value #STRAY_SHARE} of it. Two levels are the same if they differ by at most {@value
 * #TOLERANCE} (of the logarithm, so about as much of the value), or by {@value #ERRORS} standard
 * errors of the segment's mean, the correlation of neighbours taken into account. It is never
 * steady if less than a sixth of it would be left.
 *
 * <p>Source: segmentation and the last sixth (500 of 3000 iterations) as in Barrett et al.,
 * "Virtual Machine Warmup Blows Hot and Cold" (2017), and Traini et al., "Towards effective
 * assessment of steady state performance in Java software" (2023); fences as Hampel's filter.
 */
public final class SteadyStateDetector {
  /** The fewest samples of which anything can be told. */
  public static final int SAMPLES_MIN = 30;

  private static final int POINTS_MAX = 2_000;
  private static final int BLOCK = 50;
  private static final double FENCE = 3;
  private static final double MAD_TO_SIGMA = 1.4826;
  private static final double TOLERANCE = 0.02;
  private static final double ERRORS = 2;
  private static final double TREND_ERRORS = 3;
  private static final double STRAY_SHARE = 0.05;
  private static final double LEFT_MIN = 1.0 / 6;
  private static final int SEGMENT_MIN = 5;
  private static final double PENALTY = 3;
  private static final double VARIANCE_MIN = 1e-8;
  private static final double CALM_SHARE = 0.25;
  private static final double CORRELATION_MAX = 0.95;

  private final double[] points;
  private final int[] starts;
  private final double[] levels;
  private final double[] errors;
  private double variance;
  private double inflation;

  private SteadyStateDetector(double[] points) {
    this.points = points;
    List<Integer> found =
        ChangePoints.of(
            points, PENALTY * Math.log(points.length), varianceMin(points), SEGMENT_MIN);
    starts = found.stream().mapToInt(Integer::intValue).toArray();
    levels = new double[starts.length];
    errors = new double[starts.length];
    describeSegments();
  }

  /**
   * Judges a series.
   *
   * @param samples in the order of time, each above 0; not changed
   */
  public static SteadyState judge(double[] samples) {
    if (samples.length < SAMPLES_MIN) {
      return new SteadyState(Kind.TOO_FEW, 0);
    }
    int batch = Math.ceilDiv(samples.length, POINTS_MAX);
    double[] points = means(drawnIn(logarithms(samples)), batch);
    int start = new SteadyStateDetector(points).steadyFrom();
    return start < 0 ? new SteadyState(Kind.NEVER, 0) : new SteadyState(Kind.STEADY, start * batch);
  }

  private static double[] logarithms(double[] samples) {
    return Arrays.stream(samples)
        .map(value -> Math.log(Math.max(value, Double.MIN_NORMAL)))
        .toArray();
  }

  private static double[] drawnIn(double[] series) {
    double[] result = series.clone();
    for (int from = 0; from < series.length; from += BLOCK) {
      int to = Math.min(series.length, from + BLOCK);
      int first = Math.max(0, to - BLOCK); // the last block is a whole one, too
      double median = median(Arrays.copyOfRange(series, first, to));
      double[] deviations =
          Arrays.stream(series, first, to).map(value -> Math.abs(value - median)).toArray();
      double reach = FENCE * MAD_TO_SIGMA * median(deviations);
      if (reach > 0) {
        for (int i = from; i < to; i++) {
          result[i] = Math.clamp(series[i], median - reach, median + reach);
        }
      }
    }
    return result;
  }

  private static double[] means(double[] series, int batch) {
    double[] means = new double[series.length / batch];
    for (int i = 0; i < means.length; i++) {
      means[i] = Arrays.stream(series, i * batch, (i + 1) * batch).average().orElseThrow();
    }
    return means;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * Returns the smallest variance of a segment: without it a few values alike, as those of one of
   * two modes, would be a segment of their own.
   */
  private static double varianceMin(double[] points) {
    double squares = 0;
    for (int i = 1; i < points.length; i++) {
      squares += Math.pow(points[i] - points[i - 1], 2);
    }
    return Math.max(VARIANCE_MIN, CALM_SHARE * squares / 2 / points.length);
  }

  private int end(int segment) {
    return segment + 1 < starts.length ? starts[segment + 1] : points.length;
  }

  private int length(int segment) {
    return end(segment) - starts[segment];
  }

  private void describeSegments() {
    double product = 0;
    double square = 0;
    double[] variances = new double[starts.length];
    for (int segment = 0; segment < starts.length; segment++) {
      double level = Arrays.stream(points, starts[segment], end(segment)).average().orElseThrow();
      levels[segment] = level;
      for (int i = starts[segment]; i < end(segment); i++) {
        double residual = points[i] - level;
        variances[segment] += residual * residual;
        product += i > starts[segment] ? residual * (points[i - 1] - level) : 0;
      }
      square += variances[segment];
    }
    double correlation = square > 0 ? Math.clamp(product / square, 0, CORRELATION_MAX) : 0;
    variance = square / points.length;
    inflation = (1 + correlation) / (1 - correlation);
    for (int segment = 0; segment < starts.length; segment++) {
      int n = length(segment);
      errors[segment] = Math.sqrt(variances[segment] / (n - 1.0) / n * inflation);
    }
  }

  /** Returns the first point of the steady part; -1 if there is none. */
  private int steadyFrom() {
    for (int segment = 0; segment < starts.length; segment++) {
      if (points.length - starts[segment] < points.length * LEFT_MIN) {
        return -1;
      }
      if (isSteadyFrom(segment)) {
        return starts[segment];
      }
    }
    return -1;
  }

  private boolean isSteadyFrom(int first) {
    double level = median(Arrays.copyOfRange(points, starts[first], points.length));
    double mean = Arrays.stream(points, starts[first], points.length).average().orElseThrow();
    int stray = 0;
    for (int segment = first; segment < starts.length; segment++) {
      double allowed = Math.max(TOLERANCE, ERRORS * errors[segment]);
      boolean alike =
          Math.abs(levels[segment] - mean) <= allowed
              || Math.abs(levels[segment] - level) <= allowed;
      if (!alike && segment == first) {
        return false;
      }
      stray += alike ? 0 : length(segment);
    }
    return stray <= STRAY_SHARE * (points.length - starts[first]) && !hasTrend(starts[first]);
  }

  /** Returns whether the last third from a point on has another level than the first. */
  private boolean hasTrend(int from) {
    int third = (points.length - from) / 3;
    double first = Arrays.stream(points, from, from + third).average().orElseThrow();
    double last =
        Arrays.stream(points, points.length - third, points.length).average().orElseThrow();
    double error = Math.sqrt(2 * variance * inflation / third);
    return Math.abs(last - first) > Math.max(TOLERANCE, TREND_ERRORS * error);
  }
}
