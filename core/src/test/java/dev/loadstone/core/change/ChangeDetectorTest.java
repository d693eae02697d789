package dev.loadstone.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories whose truth is known, with fixed seeds; in full: benchmarks/notice/run. */
final class ChangeDetectorTest {
  private static final int SERIES = 20;
  private static final int LENGTH = 400;

  enum Law {
    GAUSS,
    STUDENT,
    TWO_MODES,
    CORRELATED,
    SPIKES;

    double draw(Random random, double before) {
      double normal = random.nextGaussian();
      return switch (this) {
        case GAUSS -> normal;
        case STUDENT -> {
          double squares = 0;
          for (int i = 0; i < 3; i++) {
            squares += Math.pow(random.nextGaussian(), 2);
          }
          yield normal / Math.sqrt(squares);
        }
        case TWO_MODES -> (random.nextDouble() < 0.2 ? 1.9 : -0.475) + 0.3 * normal;
        case CORRELATED -> 0.5 * before + Math.sqrt(0.75) * normal;
        case SPIKES -> normal + (random.nextDouble() < 0.03 ? 8 : 0);
      };
    }
  }

  private static double[] history(Law law, int length, long seed, IntToDoubleFunction level) {
    Random random = new Random(seed);
    double[] values = new double[length];
    double before = random.nextGaussian();
    for (int i = 0; i < length; i++) {
      before = law.draw(random, before);
      values[i] = level.applyAsDouble(i) * (1 + 0.03 * before);
    }
    return values;
  }

  private static long falseAlarms(Law law, boolean otava) {
    long count = 0;
    for (int seed = 0; seed < SERIES; seed++) {
      double[] values = history(law, LENGTH, seed, i -> 100);
      count +=
          (otava ? WindowedEnergy.DEFAULT.find(values) : ChangeDetector.find(values).points())
              .size();
    }
    return count;
  }

  /** Of 8,000 values; of Gaussian noise Otava has 0.88 in 1,000, of others more. */
  @ParameterizedTest
  @EnumSource(Law.class)
  void find_noChange_hasFewFalseAlarms_notMoreThanOtava(Law law) {
    assertThat(falseAlarms(law, false))
        .isLessThanOrEqualTo(law == Law.GAUSS ? 7 : 12)
        .isLessThanOrEqualTo(falseAlarms(law, true));
  }

  /** What Otava's defaults find after so many new values (reference: 0.79 to 1), less 2 errors. */
  @ParameterizedTest
  @CsvSource({
    "GAUSS, 1.06, 5, 32",
    "GAUSS, 1.06, 10, 46",
    "GAUSS, 1.1, 5, 48",
    "SPIKES, 1.06, 5, 30",
    "SPIKES, 1.06, 10, 45",
    "SPIKES, 1.1, 5, 48"
  })
  void find_changeOfLevel_isFoundInMostOfFifty(Law law, double ratio, int fresh, int atLeast) {
    int found = 0;
    for (int seed = 0; seed < 50; seed++) {
      double[] values = history(law, 200 + fresh, seed, i -> i < 200 ? 100 : 100 * ratio);
      found +=
          ChangeDetector.find(values).points().stream()
                  .anyMatch(point -> Math.abs(point.index() - 200) <= 5)
              ? 1
              : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void find_step_tellsIndexSizeIntervalAndConfidence() {
    double[] values = history(Law.GAUSS, 100, 3, i -> i < 60 ? 50 : 60);
    assertThat(ChangeDetector.find(values).points())
        .singleElement()
        .satisfies(point -> {
          assertThat(point.index()).isEqualTo(60);
          assertThat(point.before()).isBetween(49.0, 51.0);
          assertThat(point.after()).isBetween(59.0, 61.0);
          assertThat(point.ratioInterval().low()).isBetween(1.17, 1.2);
          assertThat(point.ratioInterval().high()).isBetween(1.2, 1.23);
          assertThat(point.ratio())
              .isBetween(point.ratioInterval().low(), point.ratioInterval().high());
          assertThat(point.confidence()).isGreaterThan(0.999_999);
        });
  }

  @Test
  void find_levelThatReturns_isTwoChanges() {
    double[] values = history(Law.GAUSS, 400, 4, i -> i >= 150 && i < 165 ? 120 : 100);
    List<ChangePoint> points = ChangeDetector.find(values).points();
    assertThat(points).extracting(ChangePoint::index).containsExactly(150, 165);
    assertThat(points.get(0).ratio()).isBetween(1.13, 1.23);
    assertThat(points.get(1).ratio()).isBetween(0.81, 0.88);
  }

  /**
   * Thirty runs, a regression and its repair: clear to the eye, and hard while noise is unknown.
   */
  @Test
  void find_shortHistoryOfThreeLevels_isTwoChangesAtTheirPlaces() {
    int found = 0;
    for (int seed = 0; seed < 100; seed++) {
      double[] values = history(Law.GAUSS, 30, seed, i -> i >= 10 && i < 20 ? 130 : 100);
      List<Integer> places =
          ChangeDetector.find(values).points().stream().map(ChangePoint::index).toList();
      found += places.equals(List.of(10, 20)) ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(93);
  }

  /** Percentiles of a real sequence; the tenth run lies high by chance. */
  @Test
  void find_valueThatLiesHighBeforeAChange_doesNotMoveIt() {
    double[] values = {
      50.43, 51.12, 53.25, 53.97, 50.14, 51.35, 51.45, 50.53, 51.87, 54.85, 67.7, 70.91, 69.99,
      67.83, 65.83, 68.88, 70.32, 66.42, 69.99, 65.34, 53.15, 52.26, 55.67, 50.59, 50.27, 50.53,
      50.89, 52.85, 54.3, 53.02
    };
    assertThat(ChangeDetector.find(values).points())
        .extracting(ChangePoint::index)
        .containsExactly(10, 20);
  }

  @Test
  void find_singleValuesFarOff_areOutliersNotChanges() {
    double[] values = history(Law.GAUSS, 100, 5, i -> 100);
    values[40] = 300;
    values[99] = 20;
    Changes changes = ChangeDetector.find(values);
    assertThat(changes.points()).isEmpty();
    assertThat(changes.outliers()).containsExactly(40, 99);
    assertThat(changes.noise()).isBetween(0.02, 0.04);
  }

  @Test
  void find_steadySlope_hasNoSteps() {
    double[] values = history(Law.GAUSS, 200, 6, i -> 100 + i / 4.0);
    assertThat(ChangeDetector.find(values).points()).isEmpty();
  }

  @Test
  void find_correlatedNeighbours_areTold() {
    double[] values = history(Law.CORRELATED, 2_000, 7, i -> 100);
    assertThat(ChangeDetector.find(values).correlation()).isBetween(0.4, 0.6);
    assertThat(ChangeDetector.find(history(Law.GAUSS, 2_000, 7, i -> 100)).correlation())
        .isLessThan(0.05);
  }

  @Test
  void find_valuesNotAllAboveZero_haveLevelsButNoRatio() {
    double[] values = history(Law.GAUSS, 60, 8, i -> i < 30 ? 1 : 3);
    for (int i = 0; i < values.length; i++) {
      values[i] -= 2;
    }
    assertThat(ChangeDetector.find(values).points())
        .singleElement()
        .satisfies(point -> {
          assertThat(point.index()).isEqualTo(30);
          assertThat(point.before()).isBetween(-1.1, -0.9);
          assertThat(point.after()).isBetween(0.9, 1.1);
          assertThat(point.ratio()).isNaN();
        });
  }

  @Test
  void find_tooFewOrConstant_findsNothing() {
    assertThat(ChangeDetector.find(new double[] {1, 1, 1, 9, 9, 9, 9}).points()).isEmpty();
    assertThat(ChangeDetector.find(new double[0]).noise()).isNaN();
    assertThat(ChangeDetector.find(new double[50]).points()).isEmpty();
  }

  @Test
  void find_stepWithoutNoise_isFound() {
    double[] values = new double[30];
    java.util.Arrays.setAll(values, i -> i < 20 ? 5 : 6);
    assertThat(ChangeDetector.find(values).points())
        .extracting(ChangePoint::index)
        .containsExactly(20);
  }

  @Test
  void find_notFinite_isRefused() {
    assertThatThrownBy(() -> ChangeDetector.find(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("values[1] must be finite, got: NaN. Leave that run out.");
  }
}
