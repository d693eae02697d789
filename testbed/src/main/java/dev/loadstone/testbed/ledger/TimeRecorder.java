package dev.loadstone.testbed.ledger;

import org.HdrHistogram.Histogram;

/**
 * Collects times. Recording allocates nothing once the histogram has grown to the largest time. Not
 * thread-safe.
 */
final class TimeRecorder {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
  private long count;
  private double mean;
  private double squares;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /**
   * Adds a time.
   *
   * <p><b>Source:</b> for mean and variance, Welford: Note on a Method for Calculating Corrected
   * Sums of Squares and Products, Technometrics 4 (1962).
   *
   * @param nanos at least 0
   */
  void record(long nanos) {
    histogram.recordValue(nanos);
    count++;
    double delta = nanos - mean;
    mean += delta / count;
    squares += delta * (nanos - mean);
    min = Math.min(min, nanos);
    max = Math.max(max, nanos);
  }

  /**
   * Adds all times of another recorder.
   *
   * <p><b>Source:</b> for mean and variance, Chan, Golub, LeVeque: Updating Formulae and a Pairwise
   * Algorithm for Computing Sample Variances, Stanford 1979, formula 2.1.
   */
  void add(TimeRecorder other) {
    if (other.count == 0) {
      return;
    }
    histogram.add(other.histogram);
    long sum = count + other.count;
    double delta = other.mean - mean;
    mean += delta * other.count / sum;
    squares += other.squares + delta * delta * count * other.count / sum;
    count = sum;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  long count() {
    return count;
  }

  /** Returns the sum of all times in seconds. */
  double sumSeconds() {
    return mean * count / NANOS_PER_SECOND;
  }

  /** Returns how many times do not exceed a bound, to the histogram's precision. */
  long countUpTo(long nanos) {
    return count == 0 ? 0 : histogram.getCountBetweenValues(0, nanos);
  }

  TimeSummary summary() {
    if (count == 0) {
      return TimeSummary.NONE;
    }
    double variance = count < 2 ? Double.NaN : squares / (count - 1);
    return new TimeSummary(
        count,
        mean / NANOS_PER_SECOND,
        Math.sqrt(variance) / NANOS_PER_SECOND,
        min / NANOS_PER_SECOND,
        max / NANOS_PER_SECOND,
        quantile(50),
        quantile(75),
        quantile(90),
        quantile(95),
        quantile(99),
        quantile(99.9));
  }

  /** A bucket's upper edge can lie above every time that was recorded. */
  private double quantile(double percentile) {
    return Math.min(histogram.getValueAtPercentile(percentile), max) / NANOS_PER_SECOND;
  }
}
