package dev.loadstone.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.benchmark.SteadyState.Kind;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Series whose truth is known, with fixed seeds. */
final class SteadyStateDetectorTest {
  private static final int LENGTH = 2_000;

  /** Distributions without any course, of which nothing may be called unsteady. */
  enum Law {
    NORMAL,
    LOGNORMAL,
    EXPONENTIAL,
    TWO_MODES;

    double draw(Random random) {
      return switch (this) {
        case NORMAL -> 10 + 0.3 * random.nextGaussian();
        case LOGNORMAL -> 10 * Math.exp(0.4 * random.nextGaussian());
        case EXPONENTIAL -> 1e-6 - Math.log(1 - random.nextDouble());
        case TWO_MODES -> random.nextBoolean() ? 1 : 5;
      };
    }
  }

  private static double[] series(long seed, double noise, IntToDoubleFunction course) {
    Random random = new Random(seed);
    return IntStream.range(0, LENGTH)
        .mapToDouble(i -> course.applyAsDouble(i) * Math.exp(noise * random.nextGaussian()))
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(Law.class)
  void judge_independentDraws_isSteadyFromTheFirst(Law law) {
    int steady = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double[] series = IntStream.range(0, 400).mapToDouble(any -> law.draw(random)).toArray();
      SteadyState state = SteadyStateDetector.judge(series);
      steady += state.kind() == Kind.STEADY && state.start() <= 20 ? 1 : 0;
    }
    assertThat(steady).as("of 40").isGreaterThanOrEqualTo(36);
  }

  @Test
  void judge_stepsOfCompilation_findsTheLastOne() {
    for (int seed = 0; seed < 20; seed++) {
      double[] series = series(seed, 0.03, i -> i < 100 ? 3 : i < 420 ? 1.2 : 1);
      SteadyState state = SteadyStateDetector.judge(series);
      assertThat(state.kind()).isEqualTo(Kind.STEADY);
      assertThat(state.start()).isBetween(415, 425);
    }
  }

  @Test
  void judge_aSlowdown_countsTheSlowEndAsSteady() {
    SteadyState state = SteadyStateDetector.judge(series(1, 0.03, i -> i < 300 ? 0.8 : 1));

    assertThat(state.start()).isBetween(295, 305);
  }

  @Test
  void judge_spikes_areNoCourse() {
    Random random = new Random(5);
    SteadyState state =
        SteadyStateDetector.judge(series(2, 0.02, i -> random.nextInt(50) == 0 ? 6 : 1));

    assertThat(state).isEqualTo(new SteadyState(Kind.STEADY, 0));
  }

  @Test
  void judge_anUnboundedDrift_isNeverSteady() {
    SteadyState state = SteadyStateDetector.judge(series(3, 0.02, i -> 1 + 0.5 * i / LENGTH));

    assertThat(state).isEqualTo(new SteadyState(Kind.NEVER, 0));
  }

  @Test
  void judge_twoLevelsByTurns_isNeverSteady() {
    SteadyState state = SteadyStateDetector.judge(series(4, 0.02, i -> i / 150 % 2 == 0 ? 1 : 1.3));

    assertThat(state.kind()).isEqualTo(Kind.NEVER);
  }

  @Test
  void judge_aStepShortlyBeforeTheEnd_isNeverSteady() {
    SteadyState state = SteadyStateDetector.judge(series(5, 0.02, i -> i < 1_800 ? 1 : 1.4));

    assertThat(state.kind()).isEqualTo(Kind.NEVER);
  }

  @Test
  void judge_longSeries_findsTheStartWithinABatch() {
    Random random = new Random(9);
    double[] series =
        IntStream.range(0, 100_000)
            .mapToDouble(i -> (i < 30_000 ? 2 : 1) * Math.exp(0.1 * random.nextGaussian()))
            .toArray();

    assertThat(SteadyStateDetector.judge(series).start()).isBetween(29_900, 30_100);
  }

  @Test
  void judge_fewSamples_tellsNothing() {
    assertThat(SteadyStateDetector.judge(new double[29]))
        .isEqualTo(new SteadyState(Kind.TOO_FEW, 0));
  }

  @Test
  void judge_equalSamples_isSteady() {
    double[] series = IntStream.range(0, 30).mapToDouble(any -> 5).toArray();

    assertThat(SteadyStateDetector.judge(series)).isEqualTo(new SteadyState(Kind.STEADY, 0));
  }
}
