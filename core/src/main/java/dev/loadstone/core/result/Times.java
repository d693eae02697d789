package dev.loadstone.core.result;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.Tags;
import java.time.Duration;
import java.util.Optional;

/**
 * The times of one measure, or of a part of it, as durations. What there are too few values for is
 * absent: every figure where there is none, and a percentile with fewer than 5 values beyond it.
 *
 * @param measure what was measured
 * @param tags which part of it; none for the whole mix
 * @param summary its figures; empty if there was no value
 */
public record Times(Measure measure, Tags tags, Optional<MeasureSummary> summary) {
  private static final double NANOS = 1e9;

  /** Returns how many values there are. */
  public long count() {
    return summary.map(MeasureSummary::count).orElse(0L);
  }

  /** Returns the shortest. */
  public Optional<Duration> min() {
    return of(Statistic.MIN);
  }

  /** Returns the arithmetic mean. */
  public Optional<Duration> mean() {
    return of(Statistic.MEAN);
  }

  /** Returns the longest. */
  public Optional<Duration> max() {
    return of(Statistic.MAX);
  }

  /** Returns the standard deviation. */
  public Optional<Duration> stddev() {
    return of(Statistic.STDDEV);
  }

  /** Returns the median. */
  public Optional<Duration> p50() {
    return of(Statistic.P50);
  }

  /** Returns the 75th percentile. */
  public Optional<Duration> p75() {
    return of(Statistic.P75);
  }

  /** Returns the 90th percentile. */
  public Optional<Duration> p90() {
    return of(Statistic.P90);
  }

  /** Returns the 95th percentile. */
  public Optional<Duration> p95() {
    return of(Statistic.P95);
  }

  /** Returns the 99th percentile. */
  public Optional<Duration> p99() {
    return of(Statistic.P99);
  }

  /** Returns the percentile 99.9. */
  public Optional<Duration> p999() {
    return of(Statistic.P99_9);
  }

  /** Returns the percentile 99.99. */
  public Optional<Duration> p9999() {
    return of(Statistic.P99_99);
  }

  /**
   * Returns a statistic, rounded to nanoseconds.
   *
   * @throws IllegalArgumentException if it is the count or the rate, which are no times
   */
  public Optional<Duration> of(Statistic statistic) {
    return summary
        .map(figures -> seconds(figures, statistic))
        .filter(seconds -> !Double.isNaN(seconds))
        .map(seconds -> Duration.ofNanos(Math.round(seconds * NANOS)));
  }

  /** Returns a statistic in seconds; NaN if there are too few values for it. */
  static double seconds(MeasureSummary figures, Statistic statistic) {
    return switch (statistic) {
      case MIN -> figures.min();
      case MEAN -> figures.mean();
      case MAX -> figures.max();
      case STDDEV -> figures.stddev();
      case COUNT, RATE -> throw new IllegalArgumentException(statistic.label() + " is no time");
      default -> figures.percentile(statistic);
    };
  }
}
