package dev.loadstone.monitor.otlp;

import dev.loadstone.core.record.TokenSizes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How often values were seen since the start of a run, by buckets with the bounds that
 * OpenTelemetry's conventions for generative AI ask for. A bound is met to 0.1 %. Not thread-safe.
 */
final class Buckets {
  private static final double NANOS = 1e9;
  private static final long FIRST_NANOS = 10_000_000L;
  private static final int TIMES = 14;

  private final long[] bounds;
  private final double unit;
  private final long[] counts;
  private double sum;

  private Buckets(long[] bounds, double unit) {
    this.bounds = bounds;
    this.unit = unit;
    this.counts = new long[bounds.length + 1];
  }

  /** Creates buckets of times: up to 0.01 s, 0.02 s, 0.04 s and so on to 81.92 s, and above. */
  static Buckets ofSeconds() {
    return new Buckets(IntStream.range(0, TIMES).mapToLong(i -> FIRST_NANOS << i).toArray(), NANOS);
  }

  /** Creates buckets of numbers of tokens, those of {@link TokenSizes}. */
  static Buckets ofTokens() {
    return new Buckets(
        IntStream.range(0, TokenSizes.count() - 1).mapToLong(TokenSizes::bound).toArray(), 1);
  }

  /** Adds all values of a histogram of nanoseconds; does not keep it. */
  void add(Histogram histogram) {
    int at = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      long times = value.getCountAddedInThisIterationStep();
      long lowest = histogram.lowestEquivalentValue(value.getValueIteratedTo());
      while (at < bounds.length && lowest > bounds[at]) {
        at++;
      }
      counts[at] += times;
      sum += (double) histogram.medianEquivalentValue(value.getValueIteratedTo()) * times;
    }
  }

  /** Counts values of a bucket. */
  void count(int bucket, long times) {
    counts[bucket] += times;
  }

  /** Adds to the sum of the values that were counted. */
  void sum(double more) {
    sum += more;
  }

  /** Returns what was counted. */
  HistogramPointData point(long startNanos, long nanos, Attributes attributes) {
    List<Double> upper = Arrays.stream(bounds).mapToObj(bound -> bound / unit).toList();
    List<Long> all = Arrays.stream(counts).boxed().toList();
    return HistogramPointData.create(
        startNanos, nanos, attributes, sum / unit, false, 0, false, 0, upper, all);
  }
}
