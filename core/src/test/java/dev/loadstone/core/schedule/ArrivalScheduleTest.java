package dev.loadstone.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Distributions are tested by Kolmogorov and Smirnov at a significance of 0.1 % (critical distance
 * 1.949/√n) with fixed seeds.
 */
final class ArrivalScheduleTest {
  private static Load load(Arrivals arrivals, double from, double to, long seconds) {
    return new Load(
        Load.Model.OPEN,
        arrivals,
        Duration.ZERO,
        List.of(new Phase("p", from, to, 0, Duration.ofSeconds(seconds))),
        10,
        Duration.ZERO);
  }

  private static long[] times(Load load, long seed) {
    ArrivalSchedule schedule = ArrivalSchedule.of(load, seed);
    LongStream.Builder times = LongStream.builder();
    while (schedule.nanos() != ArrivalSchedule.END) {
      times.add(schedule.nanos());
      schedule.advance();
    }
    return times.build().toArray();
  }

  private static double distance(long[] times, double rate, DoubleUnaryOperator distribution) {
    double[] gaps = new double[times.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = (times[i + 1] - times[i]) * rate / 1e9;
    }
    Arrays.sort(gaps);
    double distance = 0;
    for (int i = 0; i < gaps.length; i++) {
      double expected = distribution.applyAsDouble(gaps[i]);
      distance = Math.max(distance, Math.abs(expected - (double) i / gaps.length));
      distance = Math.max(distance, Math.abs(expected - (i + 1.0) / gaps.length));
    }
    return distance * Math.sqrt(gaps.length);
  }

  @Test
  void constant_millionArrivals_neitherDriftNorMiss() {
    long[] times = times(load(new Arrivals.Constant(), 1_000, 1_000, 1_000), 1);

    assertThat(times).hasSize(1_000_000);
    for (int i = 0; i < times.length; i += 999) {
      assertThat(times[i]).isCloseTo(i * 1_000_000L + 500_000, Offset.offset(1L));
    }
  }

  @Test
  void ramp_constantArrivals_followTheCumulativeLevel() {
    long[] times = times(load(new Arrivals.Constant(), 0, 100, 10), 1);

    assertThat(times).hasSize(500);
    for (int i = 0; i < times.length; i++) {
      assertThat(times[i] / 1e9).isCloseTo(Math.sqrt((i + 0.5) / 5), Offset.offset(1e-6));
    }
  }

  @Test
  void poisson_gaps_areExponential() {
    long[] times = times(load(new Arrivals.Poisson(), 100, 100, 1_000), 7);

    assertThat(distance(times, 100, gap -> 1 - Math.exp(-gap))).isLessThan(1.949);
    assertThat(times.length).isBetween(100_000 - 1_041, 100_000 + 1_041); // 3.29 σ
  }

  @Test
  void gamma_ofCvRootHalf_hasErlangGaps() {
    long[] times = times(load(new Arrivals.Gamma(Math.sqrt(0.5)), 100, 100, 500), 8);

    assertThat(distance(times, 100, gap -> 1 - Math.exp(-2 * gap) * (1 + 2 * gap)))
        .isLessThan(1.949);
  }

  @Test
  void gamma_bursts_keepMeanAndVariation() {
    long[] times = times(load(new Arrivals.Gamma(2), 100, 100, 2_000), 9);
    double[] gaps = new double[times.length - 1];
    Arrays.setAll(gaps, i -> (times[i + 1] - times[i]) / 1e7);
    double mean = Arrays.stream(gaps).average().orElseThrow();
    double variance =
        Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).average().orElseThrow();

    assertThat(mean).isCloseTo(1, Offset.offset(0.02));
    assertThat(Math.sqrt(variance) / mean).isCloseTo(2, Offset.offset(0.06));
  }

  @Test
  void poisson_sameSeed_isTheSame() {
    Load load = load(new Arrivals.Poisson(), 10, 50, 10);

    assertThat(times(load, 3)).isEqualTo(times(load, 3)).isNotEqualTo(times(load, 4));
  }

  @Test
  void trace_offsets_areTheTimes() {
    Load load =
        new Load(
            Load.Model.OPEN,
            new Arrivals.Trace("f", List.of(0L, 5L, 5L, 9L)),
            Duration.ZERO,
            List.of(),
            10,
            Duration.ZERO);

    assertThat(times(load, 1)).containsExactly(0, 5, 5, 9);
  }
}
