package dev.loadstone.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class SparseCountsTest {
  private static Histogram random(SplittableRandom random, int values) {
    Histogram histogram = Histograms.empty();
    for (int i = 0; i < values; i++) {
      histogram.recordValueWithCount(
          random.nextLong(1L << random.nextInt(1, 40)), 1 + random.nextInt(1_000));
    }
    return histogram;
  }

  @Test
  void below_anyBucket_isWhatTheHistogramHasBelowIt() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      Histogram histogram = random(random, 1 + i);
      SparseCounts counts = SparseCounts.of(histogram);
      assertThat(counts.total()).isEqualTo(histogram.getTotalCount());
      long value = random.nextLong(1L << random.nextInt(4, 40));
      long expected = 0;
      for (var recorded : histogram.recordedValues()) {
        if (SparseCounts.bucketOf(recorded.getValueIteratedTo()) < SparseCounts.bucketOf(value)) {
          expected += recorded.getCountAddedInThisIterationStep();
        }
      }
      assertThat(counts.below(SparseCounts.bucketOf(value))).isEqualTo(expected);
    }
  }

  @Test
  void plus_others_isTheCountOfTheSum() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 100; i++) {
      Histogram one = random(random, random.nextInt(200));
      Histogram two = random(random, random.nextInt(200));
      SparseCounts sum = SparseCounts.of(one).plus(SparseCounts.of(two));
      one.add(two);
      assertThat(sum.total()).isEqualTo(one.getTotalCount());
      for (long value = 1; value < 1L << 41; value *= 3) {
        int bucket = SparseCounts.bucketOf(value);
        assertThat(sum.below(bucket)).isEqualTo(SparseCounts.of(one).below(bucket));
      }
    }
  }

  @Test
  void empty_hasNothing() {
    assertThat(SparseCounts.EMPTY.total()).isZero();
    assertThat(SparseCounts.EMPTY.plus(SparseCounts.EMPTY).below(5)).isZero();
  }
}
