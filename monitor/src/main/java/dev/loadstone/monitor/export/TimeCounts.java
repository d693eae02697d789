package dev.loadstone.monitor.export;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How often times were seen since the start of a run, by the buckets of Prometheus. Every recorded
 * value is in exactly one classic and one native bucket, so both add up to the count. HdrHistogram
 * tells a value to three digits: where a bound lies within one of its buckets, that bucket counts
 * as below, so that a bound is met to 0.1 %. Not thread-safe.
 *
 * <p>Source: native histograms, Prometheus' exposition formats: bucket i of schema s holds the
 * values above 2^((i-1)·2^-s) and up to 2^(i·2^-s).
 */
final class TimeCounts {
  /** Buckets of a native histogram to a doubling, as a power of 2: each is 9 % wide. */
  static final int NATIVE_SCHEMA = 3;

  private static final double NANOS = 1e9;

  /** The native bucket below that of a nanosecond, and the one of a day. */
  private static final int NATIVE_FIRST = -240;

  private static final int NATIVE_LAST = 132;
  private static final double[] NATIVE_UPPER_NANOS = nativeUpperNanos();

  /** Upper bounds in nanoseconds; those that documents and alerts name are among them. */
  private static final long[] BOUNDS_NANOS = {
    100_000L,
    250_000L,
    500_000L,
    1_000_000L,
    2_500_000L,
    5_000_000L,
    10_000_000L,
    25_000_000L,
    50_000_000L,
    100_000_000L,
    200_000_000L,
    250_000_000L,
    300_000_000L,
    350_000_000L,
    400_000_000L,
    500_000_000L,
    750_000_000L,
    1_000_000_000L,
    1_500_000_000L,
    2_000_000_000L,
    2_500_000_000L,
    3_000_000_000L,
    4_000_000_000L,
    5_000_000_000L,
    6_000_000_000L,
    7_000_000_000L,
    10_000_000_000L,
    15_000_000_000L,
    30_000_000_000L,
    60_000_000_000L
  };

  private final long[] classic = new long[BOUNDS_NANOS.length + 1];
  private final long[] positive = new long[NATIVE_LAST - NATIVE_FIRST + 1];
  private long zeros;
  private long count;
  private double sumNanos;

  /** Returns the upper bounds of the classic buckets in seconds, rising, the last one infinite. */
  static double[] boundsSeconds() {
    double[] bounds = new double[BOUNDS_NANOS.length + 1];
    for (int i = 0; i < BOUNDS_NANOS.length; i++) {
      bounds[i] = BOUNDS_NANOS[i] / NANOS;
    }
    bounds[BOUNDS_NANOS.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  private static double[] nativeUpperNanos() {
    double[] bounds = new double[NATIVE_LAST - NATIVE_FIRST + 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = NANOS * Math.pow(2, (NATIVE_FIRST + i) / (double) (1 << NATIVE_SCHEMA));
    }
    return bounds;
  }

  /**
   * Adds all values of a histogram of nanoseconds; does not keep it, and leaves no garbage but an
   * iterator.
   */
  void add(Histogram histogram) {
    int at = 0;
    int nativeAt = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      long times = value.getCountAddedInThisIterationStep();
      long lowest = histogram.lowestEquivalentValue(value.getValueIteratedTo());
      while (at < BOUNDS_NANOS.length && lowest > BOUNDS_NANOS[at]) {
        at++;
      }
      classic[at] += times;
      long middle = histogram.medianEquivalentValue(value.getValueIteratedTo());
      if (middle == 0) {
        zeros += times;
      } else {
        while (nativeAt < positive.length - 1 && middle > NATIVE_UPPER_NANOS[nativeAt]) {
          nativeAt++;
        }
        positive[nativeAt] += times;
      }
      count += times;
      sumNanos += (double) middle * times;
    }
  }

  /** Adds what another one has counted. */
  void add(TimeCounts other) {
    for (int i = 0; i < classic.length; i++) {
      classic[i] += other.classic[i];
    }
    for (int i = 0; i < positive.length; i++) {
      positive[i] += other.positive[i];
    }
    zeros += other.zeros;
    count += other.count;
    sumNanos += other.sumNanos;
  }

  /** Returns how many times were seen. */
  long count() {
    return count;
  }

  /**
   * Returns how many of them were at most as long as a bound.
   *
   * @param boundNanos one of the bounds
   * @throws IllegalArgumentException if it is none
   */
  long upTo(long boundNanos) {
    int bound = Arrays.binarySearch(BOUNDS_NANOS, boundNanos);
    if (bound < 0) {
      throw new IllegalArgumentException("no bound of a bucket: " + boundNanos);
    }
    return Arrays.stream(classic, 0, bound + 1).sum();
  }

  /**
   * Returns the counts as a histogram of seconds.
   *
   * @param natives whether it is a native one beside the classic one
   */
  HistogramDataPointSnapshot seconds(Labels labels, long startMillis, boolean natives) {
    HistogramDataPointSnapshot.Builder point =
        HistogramDataPointSnapshot.builder()
            .labels(labels)
            .classicHistogramBuckets(ClassicHistogramBuckets.of(boundsSeconds(), classic))
            .sum(sumNanos / NANOS)
            .createdTimestampMillis(startMillis);
    if (natives) {
      point
          .nativeSchema(NATIVE_SCHEMA)
          .nativeZeroCount(zeros)
          .nativeBucketsForPositiveValues(nativeBuckets());
    }
    return point.build();
  }

  /** Returns the counts as a classic histogram of milliseconds. */
  HistogramDataPointSnapshot millis(Labels labels, long startMillis) {
    double[] bounds = boundsSeconds();
    for (int i = 0; i < BOUNDS_NANOS.length; i++) {
      bounds[i] = BOUNDS_NANOS[i] / 1e6;
    }
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, classic))
        .sum(sumNanos / 1e6)
        .createdTimestampMillis(startMillis)
        .build();
  }

  private NativeHistogramBuckets nativeBuckets() {
    int[] indexes = IntStream.range(0, positive.length).filter(i -> positive[i] > 0).toArray();
    long[] counts = Arrays.stream(indexes).mapToLong(i -> positive[i]).toArray();
    indexes = Arrays.stream(indexes).map(i -> NATIVE_FIRST + i).toArray();
    return NativeHistogramBuckets.of(indexes, counts);
  }
}
