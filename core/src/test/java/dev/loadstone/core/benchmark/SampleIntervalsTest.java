package dev.loadstone.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleIntervalsTest {
  private static final int SERIES = 1_000;

  /**
   * Of a thousand series of normal values whose neighbours are correlated so, about 95 % of the
   * intervals have the true quantile in them: 90 % at least, for a correlated series has few
   * independent values, and not nearly all. Fixed seed.
   */
  @ParameterizedTest
  @CsvSource({"0, 0.5", "0, 0.95", "0.5, 0.5", "0.5, 0.9", "0.8, 0.5"})
  void interval_ofSeriesWithAKnownQuantile_coversIt(double correlation, double quantile) {
    Random random = new Random(42);
    double truth = quantile == 0.5 ? 0 : quantile == 0.9 ? 1.2815516 : 1.6448536;
    int covered = 0;
    for (int i = 0; i < SERIES; i++) {
      Optional<ConfidenceInterval> interval =
          SampleIntervals.of(series(random, correlation), quantile);
      covered +=
          interval.filter(known -> known.low() <= truth && truth <= known.high()).isPresent()
              ? 1
              : 0;
    }
    assertThat(covered / (double) SERIES).isBetween(0.90, 0.985);
  }

  private static double[] series(Random random, double correlation) {
    double[] values = new double[500];
    values[0] = random.nextGaussian();
    for (int i = 1; i < values.length; i++) {
      values[i] =
          correlation * values[i - 1]
              + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    return values;
  }

  @Test
  void interval_ofTooFewSamples_isUnknown() {
    double[] nine = new double[9];
    Arrays.setAll(nine, i -> i);
    assertThat(SampleIntervals.of(nine, 0.5)).isEmpty();
    assertThat(SampleIntervals.of(new double[0], 0.5)).isEmpty();
  }

  @Test
  void interval_ofSamplesThatAreAllAlike_isThatValue() {
    double[] alike = new double[100];
    Arrays.fill(alike, 0.02);
    assertThat(SampleIntervals.of(alike, 0.5)).contains(new ConfidenceInterval(0.02, 0.02));
  }

  @Test
  void interval_ofIndependentSamples_isThatOfTheirOrder() {
    double[] samples = new double[100];
    // Neighbours alternate, so that none is like the one before.
    Arrays.setAll(samples, i -> i % 2 == 0 ? i / 2 : 99 - i / 2);
    // 50 ± 1.96 · √25, outward.
    assertThat(SampleIntervals.of(samples, 0.5)).contains(new ConfidenceInterval(39, 60));
  }
}
