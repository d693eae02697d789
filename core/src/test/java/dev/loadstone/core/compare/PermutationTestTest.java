package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class PermutationTestTest {
  private static final PermutationTest TEST = new PermutationTest(Splits.of(5, 5, 1));

  @Test
  void raw_apartInOrder_isTwoOfAllWays() {
    assertThat(TEST.raw(List.of(DoubleStream.iterate(1, v -> v + 1).limit(10).toArray())))
        .containsExactly(2.0 / 252);
  }

  @Test
  void raw_allAlikeOrMeansAlike_isOne() {
    assertThat(TEST.raw(List.of(new double[] {3, 3, 3, 3, 3, 3, 3, 3, 3, 3}))).containsExactly(1);
    assertThat(TEST.raw(List.of(new double[] {1, 2, 3, 4, 5, 5, 4, 3, 2, 1}))).containsExactly(1);
  }

  /** The four of the 20 ways that are as far apart, counted by hand. */
  @Test
  void raw_threeAgainstThree_isCountedByHand() {
    PermutationTest test = new PermutationTest(Splits.of(3, 3, 1));

    // 1+2+4 = 7 against 3+5+6 = 14; as far or farther: sums of 6 or 7, and of 14 or 15.
    assertThat(test.raw(List.of(new double[] {1, 2, 4, 3, 5, 6}))[0])
        .isCloseTo(4.0 / 20, within(1e-12));
  }

  @Test
  void adjusted_ofTheSameFigureTwice_losesNothing() {
    double[] figure = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    assertThat(TEST.adjusted(List.of(figure, figure.clone())))
        .containsExactly(2.0 / 252, 2.0 / 252);
  }

  /** Ten times 0.1 make a mean of a little less. */
  @Test
  void adjusted_besideAFigureThatIsAllAlike_losesNothing() {
    double[] figure = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[] alike = DoubleStream.generate(() -> 0.1).limit(10).toArray();

    assertThat(TEST.adjusted(List.of(figure, alike))).containsExactly(2.0 / 252, 1);
  }

  @Test
  void adjusted_ofManyFigures_isNeverBelowItsOwnAndCanStillBeSignificant() {
    SplittableRandom random = new SplittableRandom(3);
    List<double[]> figures = new java.util.ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double[] figure = random.doubles(10).toArray();
      figures.add(figure);
    }
    for (int run = 5; run < 10; run++) {
      figures.get(7)[run] += 20;
    }

    double[] raw = TEST.raw(figures);
    double[] adjusted = TEST.adjusted(figures);

    for (int i = 0; i < raw.length; i++) {
      assertThat(adjusted[i]).isGreaterThanOrEqualTo(raw[i]);
    }
    assertThat(adjusted[7]).isLessThan(0.05);
    assertThat(Correction.HOLM.adjusted(raw)[7]).isGreaterThan(0.05);
  }

  @Test
  void adjusted_withUnknownRuns_leavesThemOut() {
    double none = Double.NaN;
    double[] figure = {1, 2, none, 4, 5, 16, 17, 18, 19, none};

    assertThat(TEST.raw(List.of(figure))[0]).isLessThan(0.05);
  }

  @Test
  void interval_ofAKnownShift_isWhereTheTestBeginsToReject() {
    double[] values = {0.1, -0.2, 0.05, 0.3, -0.1, 1.1, 0.8, 1.05, 1.3, 0.9};

    ConfidenceInterval interval = TEST.interval(values, 5, 0.05);

    assertThat(interval.low()).isLessThan(1.0);
    assertThat(interval.high()).isGreaterThan(1.0);
    assertThat(p(values, interval.low() - 1e-6)).isLessThanOrEqualTo(0.05);
    assertThat(p(values, interval.low() + 1e-6)).isGreaterThan(0.05);
    assertThat(p(values, interval.high() + 1e-6)).isLessThanOrEqualTo(0.05);
  }

  private static double p(double[] values, double shift) {
    double[] shifted = values.clone();
    for (int run = 5; run < 10; run++) {
      shifted[run] -= shift;
    }
    return TEST.raw(List.of(shifted))[0];
  }

  @Test
  void interval_withoutScatter_isThePoint() {
    ConfidenceInterval interval =
        TEST.interval(new double[] {2, 2, 2, 2, 2, 2, 2, 2, 2, 2}, 5, 0.05);

    assertThat(interval).isEqualTo(new ConfidenceInterval(0, 0));
  }

  /** At 400 intervals and 95 %, three standard errors are 3.3 points. */
  @Test
  void interval_ofRandomSides_coversTheTruth() {
    SplittableRandom random = new SplittableRandom(11);
    int covered = 0;
    for (int i = 0; i < 400; i++) {
      double[] values = new double[10];
      for (int run = 0; run < 10; run++) {
        values[run] = random.nextGaussian() + (run < 5 ? 0 : 3);
      }
      ConfidenceInterval interval = TEST.interval(values, 5, 0.05);
      covered += interval.low() <= 3 && interval.high() >= 3 ? 1 : 0;
    }
    assertThat(covered / 400.0).isBetween(0.917, 0.985);
  }
}
