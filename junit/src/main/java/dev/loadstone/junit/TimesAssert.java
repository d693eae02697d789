package dev.loadstone.junit;

import dev.loadstone.core.measure.Statistic;

/** The choice of a statistic of times, on which an assertion goes on. */
public final class TimesAssert {
  private final RunResultAssert result;
  private final String times;

  TimesAssert(RunResultAssert result, String times) {
    this.result = result;
    this.times = times;
  }

  /** Goes on with the shortest. */
  public DurationAssert min() {
    return of(Statistic.MIN);
  }

  /** Goes on with the arithmetic mean. */
  public DurationAssert mean() {
    return of(Statistic.MEAN);
  }

  /** Goes on with the longest. */
  public DurationAssert max() {
    return of(Statistic.MAX);
  }

  /** Goes on with the median. */
  public DurationAssert p50() {
    return of(Statistic.P50);
  }

  /** Goes on with the 75th percentile. */
  public DurationAssert p75() {
    return of(Statistic.P75);
  }

  /** Goes on with the 90th percentile. */
  public DurationAssert p90() {
    return of(Statistic.P90);
  }

  /** Goes on with the 95th percentile. */
  public DurationAssert p95() {
    return of(Statistic.P95);
  }

  /** Goes on with the 99th percentile. */
  public DurationAssert p99() {
    return of(Statistic.P99);
  }

  /** Goes on with the percentile 99.9. */
  public DurationAssert p999() {
    return of(Statistic.P99_9);
  }

  /** Goes on with the percentile 99.99. */
  public DurationAssert p9999() {
    return of(Statistic.P99_99);
  }

  private DurationAssert of(Statistic statistic) {
    return new DurationAssert(result, times + "." + statistic.label());
  }
}
