package dev.loadstone.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.run.PhaseWindow;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LevelCurveTest {
  private static final long SECOND = 1_000_000_000L;

  private static Phase phase(String name, double from, double to, int steps, long seconds) {
    return new Phase(name, from, to, steps, Duration.ofSeconds(seconds));
  }

  private static LevelCurve curve(long warmUp, Phase... phases) {
    return LevelCurve.of(
        new Load(
            Load.Model.OPEN,
            new Arrivals.Constant(),
            Duration.ofSeconds(warmUp),
            List.of(phases),
            10,
            Duration.ZERO));
  }

  @Test
  void of_rampThenSteady_isOnePieceEach() {
    LevelCurve curve = curve(0, phase("up", 0, 100, 0, 10), phase("hold", 100, 100, 0, 5));

    assertThat(curve.pieces()).hasSize(2);
    assertThat(curve.endNanos()).isEqualTo(15 * SECOND);
    assertThat(curve.total()).isEqualTo(1_000);
    assertThat(curve.peak()).isEqualTo(100);
    assertThat(curve.levelAt(5 * SECOND)).isEqualTo(50);
    assertThat(curve.levelAt(12 * SECOND)).isEqualTo(100);
    assertThat(curve.levelAt(15 * SECOND)).isZero();
    assertThat(curve.levelAt(-1)).isZero();
  }

  @Test
  void heldFrom_withinAPhase_keepsWhatWasBeforeAndThePhases() {
    LevelCurve curve = curve(0, phase("up", 0, 100, 0, 10), phase("hold", 100, 100, 0, 5));

    LevelCurve held = curve.heldFrom(4 * SECOND, 10);

    assertThat(held.levelAt(2 * SECOND)).isEqualTo(20);
    assertThat(held.levelAt(4 * SECOND)).isEqualTo(10);
    assertThat(held.levelAt(14 * SECOND)).isEqualTo(10);
    assertThat(held.endNanos()).isEqualTo(15 * SECOND);
    assertThat(held.total()).isEqualTo(80 + 110);
    assertThat(held.phaseAt(9 * SECOND)).isEqualTo("up");
    assertThat(held.phaseAt(11 * SECOND)).isEqualTo("hold");
    assertThat(held.heldFrom(20 * SECOND, 99).total()).isEqualTo(190);
  }

  @Test
  void of_stairs_areEquallyLongLevels() {
    LevelCurve curve = curve(0, phase("s", 10, 40, 3, 9));

    assertThat(curve.pieces()).extracting(LevelCurve.Piece::from).containsExactly(20.0, 30.0, 40.0);
    assertThat(curve.pieces())
        .extracting(LevelCurve.Piece::endNanos)
        .containsExactly(3 * SECOND, 6 * SECOND, 9 * SECOND);
    assertThat(curve.total()).isEqualTo(270);
  }

  @Test
  void of_stairsThatDoNotDivide_endWithThePhase() {
    LevelCurve curve = curve(0, phase("s", 0, 7, 7, 10), phase("t", 1, 1, 0, 1));
    assertThat(curve.endNanos()).isEqualTo(11 * SECOND);
    for (int i = 1; i < curve.pieces().size(); i++) {
      assertThat(curve.pieces().get(i).startNanos())
          .isEqualTo(curve.pieces().get(i - 1).endNanos());
    }
  }

  @ParameterizedTest
  @CsvSource({"50, 100, 0, 50", "0, 100, 0, 100", "0, 100, 4, 25", "100, 0, 0, 100"})
  void of_warmUp_isAtTheLevelOfTheBeginning(double from, double to, int steps, double level) {
    LevelCurve curve = curve(3, phase("p", from, to, steps, 8));

    assertThat(curve.warmUpNanos()).isEqualTo(3 * SECOND);
    assertThat(curve.levelAt(0)).isEqualTo(level);
    assertThat(curve.levelAt(3 * SECOND - 1)).isEqualTo(level);
    assertThat(curve.phaseAt(3 * SECOND - 1)).isEqualTo(PhaseWindow.WARM_UP);
    assertThat(curve.phaseAt(3 * SECOND)).isEqualTo("p");
  }

  @Test
  void of_noPhases_isEmpty() {
    LevelCurve curve = curve(3);

    assertThat(curve.endNanos()).isZero();
    assertThat(curve.warmUpNanos()).isZero();
    assertThat(curve.total()).isZero();
    assertThat(curve.peak()).isZero();
    assertThat(curve.windows(true)).isEmpty();
    assertThat(curve.nextAbove(0, 0)).isEqualTo(LevelCurve.NEVER);
  }

  @Test
  void phaseAt_afterTheEnd_isTheLast() {
    LevelCurve curve = curve(0, phase("a", 1, 1, 0, 1), phase("b", 1, 1, 0, 1));

    assertThat(curve.phaseAt(SECOND - 1)).isEqualTo("a");
    assertThat(curve.phaseAt(SECOND)).isEqualTo("b");
    assertThat(curve.phaseAt(99 * SECOND)).isEqualTo("b");
  }

  @Test
  void windows_stairs_areOneWindow() {
    LevelCurve curve = curve(1, phase("s", 0, 40, 4, 8), phase("d", 40, 0, 0, 2));

    assertThat(curve.windows(false))
        .containsExactly(
            new PhaseWindow(PhaseWindow.WARM_UP, 0, SECOND, 10, 10, false),
            new PhaseWindow("s", SECOND, 9 * SECOND, 10, 40, false),
            new PhaseWindow("d", 9 * SECOND, 11 * SECOND, 40, 0, false));
  }

  @Test
  void nextAbove_rampUp_isRightAfterTheCrossing() {
    LevelCurve curve = curve(0, phase("up", 0, 10, 0, 10));

    assertThat(curve.nextAbove(0, 0)).isBetween(0L, 2L);
    assertThat(curve.nextAbove(4, 0)).isBetween(4 * SECOND, 4 * SECOND + 2);
    assertThat(curve.nextAbove(4, 7 * SECOND)).isEqualTo(7 * SECOND);
    assertThat(curve.nextAbove(10, 0)).isEqualTo(LevelCurve.NEVER);
  }

  @Test
  void nextAbove_downAndUpAgain_waitsForTheSecondRise() {
    LevelCurve curve =
        curve(0, phase("a", 5, 5, 0, 1), phase("b", 1, 1, 0, 1), phase("c", 5, 5, 0, 1));

    assertThat(curve.nextAbove(3, 0)).isZero();
    assertThat(curve.nextAbove(3, SECOND)).isEqualTo(2 * SECOND);
    assertThat(curve.nextAbove(3, 3 * SECOND)).isEqualTo(LevelCurve.NEVER);
  }

  @Test
  void nextAbove_anyCurve_isAboveTheBound() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      LevelCurve curve =
          curve(
              0,
              phase("a", random.nextInt(9), random.nextInt(9), random.nextInt(4), 3),
              phase("b", random.nextInt(9), random.nextInt(9), random.nextInt(4), 3));
      long from = random.nextLong(6 * SECOND);
      int bound = random.nextInt(9);
      long next = curve.nextAbove(bound, from);
      if (next == LevelCurve.NEVER) {
        for (long at = from; at < 6 * SECOND; at += SECOND / 10) {
          assertThat(curve.levelAt(at)).isLessThanOrEqualTo(bound + 1e-6);
        }
      } else {
        assertThat(next).isGreaterThanOrEqualTo(from);
        assertThat(curve.levelAt(next)).isGreaterThan(bound);
      }
    }
  }

  @Test
  void timeOf_cumulative_isTheInverseOfTheArea() {
    LevelCurve.Piece ramp = curve(0, phase("up", 0, 100, 0, 10)).pieces().getFirst();
    for (int k = 1; k < 500; k++) {
      double seconds = ramp.timeOf(k) / 1e9;
      assertThat(seconds * seconds * 5).isCloseTo(k, Offset.offset(1e-5));
    }
  }
}
