package dev.loadstone.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.record.Histograms;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class TimeCountsTest {
  private static final long SEED = 42;

  /** Times from 1 µs to 100 s, each size as likely as any other. */
  private static Histogram anyTimes(int number) {
    Random random = new Random(SEED);
    Histogram histogram = Histograms.empty();
    for (int i = 0; i < number; i++) {
      histogram.recordValue((long) Math.pow(10, 3 + 8 * random.nextDouble()));
    }
    return histogram;
  }

  private static HistogramDataPointSnapshot point(TimeCounts counts) {
    return counts.seconds(Labels.EMPTY, 0, true);
  }

  @Test
  void classicBuckets_ofAnyTimes_countWhatTheHistogramCounts() {
    Histogram histogram = anyTimes(20_000);
    TimeCounts counts = new TimeCounts();
    counts.add(histogram);

    long below = 0;
    for (ClassicHistogramBucket bucket : point(counts).getClassicBuckets()) {
      below += bucket.getCount();
      if (!Double.isInfinite(bucket.getUpperBound())) {
        long bound = Math.round(bucket.getUpperBound() * 1e9);
        assertThat(below).as("le " + bound).isEqualTo(histogram.getCountBetweenValues(0, bound));
        assertThat(counts.upTo(bound)).isEqualTo(below);
      }
    }
    assertThat(below).isEqualTo(20_000).isEqualTo(counts.count());
  }

  @Test
  void nativeBuckets_ofAnyTimes_addUpAndHoldWhatTheySay() {
    Histogram histogram = anyTimes(20_000);
    TimeCounts counts = new TimeCounts();
    counts.add(histogram);

    long total = 0;
    for (NativeHistogramBucket bucket : point(counts).getNativeBucketsForPositiveValues()) {
      long low = (long) (Math.pow(2, (bucket.getBucketIndex() - 1) / 8.0) * 1e9);
      long high = (long) (Math.pow(2, bucket.getBucketIndex() / 8.0) * 1e9);
      long within = histogram.getCountBetweenValues(low, high);
      // what lies within one bucket of HdrHistogram of a bound may be on either side of it
      long edges = histogram.getCountAtValue(low) + histogram.getCountAtValue(high);
      assertThat(Math.abs(bucket.getCount() - within)).isLessThanOrEqualTo(edges);
      total += bucket.getCount();
    }
    assertThat(total).isEqualTo(20_000);
  }

  @Test
  void bounds_exactlyMet_areWithin() {
    Histogram histogram = Histograms.empty();
    histogram.recordValue(100_000_000);
    histogram.recordValue(100_200_000);
    TimeCounts counts = new TimeCounts();
    counts.add(histogram);

    assertThat(counts.upTo(100_000_000)).isEqualTo(1);
    assertThat(counts.upTo(200_000_000)).isEqualTo(2);
  }

  @Test
  void sum_ofKnownTimes_isRightToATenthOfAPercent() {
    Histogram histogram = Histograms.empty();
    histogram.recordValueWithCount(10_000_000, 100);
    histogram.recordValueWithCount(2_000_000_000, 3);
    TimeCounts counts = new TimeCounts();
    counts.add(histogram);
    counts.add(histogram);

    assertThat(point(counts).getSum()).isCloseTo(14, within(0.014));
    assertThat(point(counts).getCount()).isEqualTo(206);
  }

  @Test
  void zero_isCountedInBothForms() {
    Histogram histogram = Histograms.empty();
    histogram.recordValue(0);
    TimeCounts counts = new TimeCounts();
    counts.add(histogram);

    assertThat(point(counts).getNativeZeroCount()).isEqualTo(1);
    assertThat(counts.upTo(100_000)).isEqualTo(1);
    assertThat(point(counts).getSum()).isZero();
  }

  @Test
  void nativeBuckets_aroundPowersOfTwo_areTheOnesOfTheSchema() {
    assertThat(nativeBucket(960_000_000)).isZero();
    assertThat(nativeBucket(1_040_000_000)).isEqualTo(1);
    assertThat(nativeBucket(1_950_000_000)).isEqualTo(8);
    assertThat(nativeBucket(490_000_000)).isEqualTo(-8);
    assertThat(nativeBucket(1)).isEqualTo(-239);
    assertThat(nativeBucket(Histograms.NANOS_MAX)).isEqualTo(132);
  }

  private static int nativeBucket(long nanos) {
    Histogram histogram = Histograms.empty();
    histogram.recordValue(nanos);
    TimeCounts counts = new TimeCounts();
    counts.add(histogram);
    return point(counts).getNativeBucketsForPositiveValues().getBucketIndex(0);
  }

  @Test
  void upTo_anythingElse_isRefused() {
    assertThatThrownBy(() -> new TimeCounts().upTo(123))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no bound of a bucket: 123");
  }
}
