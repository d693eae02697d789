package dev.loadstone.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SampleStatisticsTest {
  @Test
  void figures_ofOneToAHundredMilliseconds_areKnown() {
    double[] samples =
        IntStream.rangeClosed(1, 100).mapToDouble(value -> (101 - value) / 1e3).toArray();

    SampleStatistics figures = SampleStatistics.of(samples);

    assertThat(figures)
        .isEqualTo(
            new SampleStatistics(
                100,
                0.001,
                0.1,
                figures.mean(),
                0.05,
                0.075,
                0.09,
                0.095,
                0.099,
                figures.stddev()));
    assertThat(figures.mean()).isCloseTo(0.0505, within(1e-12));
    assertThat(figures.stddev()).isCloseTo(0.029011491975882, within(1e-12));
  }

  @Test
  void figures_ofOneSample_areThatSample() {
    assertThat(SampleStatistics.of(new double[] {7}))
        .isEqualTo(new SampleStatistics(1, 7, 7, 7, 7, 7, 7, 7, 7, 0));
  }

  @Test
  void figures_ofNoSamples_areUnknown() {
    assertThat(SampleStatistics.of(new double[0]).p99()).isNaN();
  }

  @Test
  void percentiles_ofAnySamples_riseAndStayBelowTheLargest() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      double[] samples = random.doubles(1 + random.nextInt(40), 1e-9, 1).toArray();
      SampleStatistics figures = SampleStatistics.of(samples);
      assertThat(
              new double[] {
                figures.min(),
                figures.median(),
                figures.p75(),
                figures.p90(),
                figures.p95(),
                figures.p99(),
                figures.max()
              })
          .isSorted();
    }
  }

  @Test
  void percentile_withFewerThanFiveSamplesBeyondIt_isNotTellable() {
    assertThat(SampleStatistics.isTellable(100, 0.95)).isTrue();
    assertThat(SampleStatistics.isTellable(99, 0.95)).isFalse();
    assertThat(SampleStatistics.needed(0.99)).isEqualTo(500);
  }
}
