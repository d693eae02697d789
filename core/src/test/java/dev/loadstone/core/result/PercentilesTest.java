package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.Histograms;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PercentilesTest {
  @ParameterizedTest
  @CsvSource({"0.5, 10", "0.75, 20", "0.9, 50", "0.95, 100", "0.99, 500", "0.999, 5000"})
  void isTellable_fiveBeyond_isTheLeast(double quantile, long count) {
    assertThat(Percentiles.isTellable(count, quantile)).isTrue();
    assertThat(Percentiles.isTellable(count - 1, quantile)).isFalse();
  }

  @Test
  void of_randomValues_isTheOrderStatistic() {
    SplittableRandom random = new SplittableRandom(2);
    long[] values = random.longs(5_000, 1_000, 1_000_000_000).sorted().toArray();
    Histogram histogram = Histograms.empty();
    Arrays.stream(values).forEach(histogram::recordValue);
    double before = 0;
    for (Statistic percentile : Statistic.percentiles()) {
      double exact = values[(int) Math.ceil(5_000 * percentile.quantile()) - 1] / 1e9;
      double value = Percentiles.of(histogram, percentile);

      assertThat(value).isCloseTo(exact, Percentage.withPercentage(0.11));
      assertThat(value).isGreaterThanOrEqualTo(before);
      before = value;
    }
    assertThat(before).isLessThanOrEqualTo(Percentiles.of(histogram, Statistic.MAX));
  }

  /** Whatever the values: min ≤ p50 ≤ … ≤ p99.99 ≤ max, and the mean lies between. */
  @Test
  void of_anyValues_riseFromMinToMax() {
    SplittableRandom random = new SplittableRandom(21);
    for (int round = 0; round < 500; round++) {
      Histogram histogram = Histograms.empty();
      int count = 1 + random.nextInt(2_000);
      for (int i = 0; i < count; i++) {
        histogram.recordValue((long) Math.exp(random.nextDouble(32)));
      }
      double last = Percentiles.of(histogram, Statistic.MIN);
      assertThat(Percentiles.of(histogram, Statistic.MEAN)).isGreaterThanOrEqualTo(last);
      for (Statistic percentile : Statistic.percentiles()) {
        double value = Percentiles.of(histogram, percentile);
        assertThat(value).isGreaterThanOrEqualTo(last);
        last = value;
      }
      assertThat(Percentiles.of(histogram, Statistic.MAX)).isGreaterThanOrEqualTo(last);
      assertThat(Percentiles.of(histogram, Statistic.MEAN))
          .isLessThanOrEqualTo(Percentiles.of(histogram, Statistic.MAX));
    }
  }

  @Test
  void of_noValues_isUnknown() {
    assertThat(Percentiles.of(Histograms.empty(), Statistic.P50)).isNaN();
  }
}
