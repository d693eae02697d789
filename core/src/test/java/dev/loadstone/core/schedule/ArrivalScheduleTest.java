package dev.loadstone.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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

  @Test
  void hold_inTheMiddle_countsWhatBothLevelsAskFor() {
    ArrivalSchedule schedule = ArrivalSchedule.of(load(new Arrivals.Constant(), 10, 10, 4), 1);
    while (schedule.nanos() < 2_000_000_000L) {
      schedule.advance();
    }

    schedule.hold(2_000_000_000L, 100);

    assertThat(schedule.index()).isEqualTo(20);
    assertThat(schedule.nanos()).isEqualTo(2_005_000_000L);
    long last = 0;
    while (schedule.nanos() != ArrivalSchedule.END) {
      last = schedule.nanos();
      schedule.advance();
    }
    assertThat(schedule.index()).isEqualTo(220);
    assertThat(last).isEqualTo(3_995_000_000L);
  }

  @Test
  void hold_atTheEnd_bringsArrivalsBack() {
    ArrivalSchedule schedule = ArrivalSchedule.of(load(new Arrivals.Constant(), 10, 10, 4), 1);
    schedule.hold(1_000_000_000L, 0);
    while (schedule.nanos() != ArrivalSchedule.END) {
      schedule.advance();
    }
    assertThat(schedule.index()).isEqualTo(10);

    schedule.hold(3_000_000_000L, 10);

    assertThat(schedule.nanos()).isEqualTo(3_050_000_000L);
    assertThat(schedule.index()).isEqualTo(10);
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
  void constant_millionArrivalsAtAnUnevenRate_stayOnTheAbsoluteSchedule() {
    double rate = 777.7;
    long[] times = times(load(new Arrivals.Constant(), rate, rate, 1_300), 1);

    assertThat(times).hasSize(1_011_010);
    for (int i = 0; i < times.length; i += 997) {
      assertThat(times[i]).isCloseTo(Math.round((i + 0.5) / rate * 1e9), Offset.offset(2L));
    }
  }

  /** The sum of gaps is taken anew with a compensation of what each addition loses. */
  @Test
  void poisson_millionArrivals_doNotDriftFromTheSumOfTheirGaps() {
    long[] times = times(load(new Arrivals.Poisson(), 1_000, 1_000, 1_010), 11);
    SplittableRandom random = new SplittableRandom(11);
    double sum = 0;
    double lost = 0;

    assertThat(times).hasSizeGreaterThan(1_000_000);
    for (long time : times) {
      double gap = -Math.log(1 - random.nextDouble()) - lost;
      double next = sum + gap;
      lost = next - sum - gap;
      sum = next;
      assertThat(time).isBetween((long) (sum * 1e6) - 2, (long) (sum * 1e6) + 2);
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

  /** Rescaled by the cumulative level Λ(t) = 5 t², the gaps are those of a rate of 1. */
  @Test
  void ramp_poissonArrivals_areExponentialInTheCumulativeLevel() {
    long[] times = times(load(new Arrivals.Poisson(), 0, 1_000, 100), 12);
    long[] levels =
        Arrays.stream(times)
            .map(time -> Math.round(5 * (time / 1e9) * (time / 1e9) * 1e9))
            .toArray();

    assertThat(levels.length).isBetween(50_000 - 736, 50_000 + 736); // 3.29 σ
    assertThat(distance(levels, 1, gap -> 1 - Math.exp(-gap))).isLessThan(1.949);
  }

  /** Successive gaps are independent: their correlation is 0 within 3.29/√n. */
  @Test
  void poisson_successiveGaps_areNotCorrelated() {
    long[] times = times(load(new Arrivals.Poisson(), 100, 100, 1_000), 13);
    double sum = 0;
    for (int i = 0; i + 2 < times.length; i++) {
      double first = (times[i + 1] - times[i]) / 1e7 - 1;
      double second = (times[i + 2] - times[i + 1]) / 1e7 - 1;
      sum += first * second;
    }
    assertThat(sum / (times.length - 2)).isCloseTo(0, Offset.offset(3.29 / Math.sqrt(100_000)));
  }

  /** At a low rate, since of such bursts many gaps are else shorter than a nanosecond. */
  @Test
  void gamma_ofCvTwo_hasGapsOfShapeAQuarter() {
    long[] times = times(load(new Arrivals.Gamma(2), 0.01, 0.01, 5_000_000), 14);

    assertThat(distance(times, 0.01, gap -> gammaOfShapeAQuarter(gap / 4))).isLessThan(1.949);
  }

  /**
   * Returns the distribution function of the gamma distribution with shape 1/4 and scale 1: x^a
   * e^−x Σ x^n / Γ(a + n + 1). Source: NIST Digital Library of Mathematical Functions, 8.7.1.
   */
  private static double gammaOfShapeAQuarter(double x) {
    double gammaOfFiveQuarters = 0.906402477055477;
    double term = Math.pow(x, 0.25) * Math.exp(-x) / gammaOfFiveQuarters;
    double sum = term;
    for (int n = 1; term > 1e-12 * sum; n++) {
      term *= x / (n + 0.25);
      sum += term;
    }
    return sum;
  }

  /** What n loops take, each every n-th arrival, is together what one loop takes. */
  @Test
  void split_overLoops_isTogetherTheWhole() {
    for (Arrivals arrivals :
        List.of(new Arrivals.Constant(), new Arrivals.Poisson(), new Arrivals.Gamma(1.5))) {
      Load load = load(arrivals, 10, 200, 20);
      long[] whole = times(load, 5);
      for (int loops = 1; loops <= 4; loops++) {
        long[] together = new long[whole.length];
        for (int loop = 0; loop < loops; loop++) {
          ArrivalSchedule schedule = ArrivalSchedule.of(load, 5);
          while (schedule.nanos() != ArrivalSchedule.END) {
            if (schedule.index() % loops == loop) {
              together[(int) schedule.index()] = schedule.nanos();
            }
            schedule.advance();
          }
        }
        assertThat(together).isEqualTo(whole).isSorted();
      }
    }
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
