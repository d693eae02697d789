package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class MovingBlocksTest {
  private static WeightedSeconds seconds(double correlation, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = new double[size];
    double state = random.nextGaussian();
    for (int i = 0; i < size; i++) {
      state =
          correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
      sums[i] = 10 + state;
    }
    double[] weights = new double[size];
    Arrays.fill(weights, 1);
    return new WeightedSeconds(sums, weights);
  }

  private static double deviation(double[] values) {
    return Math.sqrt(StudentTest.squares(values) / (values.length - 1));
  }

  /** The mean of 400 independent parts of deviation 1 has the deviation 0.05. */
  @Test
  void draw_ofIndependentParts_scattersAsTheirMeanDoes() {
    double[] drawn = MovingBlocks.draw(seconds(0, 400, 1), 2_000, 1)[0];

    assertThat(deviation(drawn)).isCloseTo(0.05, within(0.01));
  }

  /** Under an autoregression of 0.8 the mean's deviation is √(1.8/0.2) = 3 times as large. */
  @Test
  void draw_ofDependentParts_scattersMore() {
    double[] drawn = MovingBlocks.draw(seconds(0.8, 400, 1), 2_000, 1)[0];

    assertThat(deviation(drawn)).isBetween(0.09, 0.2);
    assertThat(MovingBlocks.length(seconds(0.8, 400, 1)))
        .isGreaterThan(MovingBlocks.length(seconds(0, 400, 1)));
  }

  @Test
  void draw_ofTheSameSeed_isTheSame_andOfFewPartsNothing() {
    assertThat(MovingBlocks.draw(seconds(0, 60, 1), 10, 5)[0])
        .containsExactly(MovingBlocks.draw(seconds(0, 60, 1), 10, 5)[0]);
    assertThat(MovingBlocks.draw(seconds(0, 7, 1), 10, 5)[0]).isEmpty();
  }

  @Test
  void counted_allPartsOnce_haveTheFiguresOfTheWhole() {
    CountedSeconds.Builder builder = new CountedSeconds.Builder();
    for (int part = 0; part < 10; part++) {
      Histogram histogram = new Histogram(3);
      for (int i = 1; i <= 100; i++) {
        histogram.recordValue(1_000L * (part * 100 + i));
      }
      builder.add(histogram);
    }
    builder.fill(11);

    CountedSeconds seconds = builder.build(new double[] {Double.NaN, 0.5, 0.99});
    double[] figures = seconds.figures(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});

    assertThat(figures[0]).isCloseTo(500.5e-6, within(0.5e-6));
    assertThat(figures[1]).isCloseTo(500e-6, within(0.6e-6));
    assertThat(figures[2]).isCloseTo(990e-6, within(1.1e-6));
    assertThat(seconds.level(10)).isNaN();
    assertThat(seconds.figures(new int[] {10})).containsOnly(Double.NaN);
    assertThat(seconds.figures(new int[] {0, 0})[1]).isCloseTo(50e-6, within(0.1e-6));
  }
}
