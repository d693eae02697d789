package dev.loadstone.testbed.ledger;

/**
 * A distribution of times, in seconds. Without any time everything but the count is NaN.
 *
 * <p>Count, mean, standard deviation, minimum and maximum are exact to the nanosecond. A quantile p
 * is the smallest time that at least p of all times do not exceed, from a histogram with three
 * significant digits.
 *
 * @param count of times
 * @param stddev of the sample (divided by n − 1); NaN for fewer than two times
 */
public record TimeSummary(
    long count,
    double mean,
    double stddev,
    double min,
    double max,
    double p50,
    double p75,
    double p90,
    double p95,
    double p99,
    double p999) {
  /** No times at all. */
  public static final TimeSummary NONE =
      new TimeSummary(
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);
}
