package dev.loadstone.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets whose truth is known: what the course of their runs shows. */
final class LoadCourseTest {
  private static final long SECOND = 1_000_000_000L;
  static final GeneratorSample NOTHING = new GeneratorSample(0, 0, 0, 0, 0, 0, 0, 0);

  /** What a target does in one second under a level. */
  private interface Target {
    /** Returns throughput, response time and failures per second. */
    double[] at(int second, double level);
  }

  private static PhaseWindow phase(String name, int from, int to, double low, double high) {
    return new PhaseWindow(name, from * SECOND, to * SECOND, low, high, false);
  }

  private static LoadCourse course(List<PhaseWindow> phases, double noise, Target target) {
    return LoadCourse.of(phases, "closed", timeline(phases, noise, target));
  }

  private static List<TimelinePoint> timeline(
      List<PhaseWindow> phases, double noise, Target target) {
    Random random = new Random(7);
    List<TimelinePoint> timeline = new ArrayList<>();
    for (PhaseWindow phase : phases) {
      for (int second = (int) (phase.startNanos() / SECOND);
          second < phase.endNanos() / SECOND;
          second++) {
        double share =
            (second + 0.5 - phase.startNanos() / 1e9)
                / ((phase.endNanos() - phase.startNanos()) / 1e9);
        double level = phase.from() + (phase.to() - phase.from()) * share;
        double[] seen = target.at(second, level);
        double response = seen[1] * (1 + noise * random.nextGaussian());
        timeline.add(point(second, level, seen[0], response, seen[2]));
      }
    }
    return timeline;
  }

  private static TimelinePoint point(
      int second, double level, double throughput, double response, double failures) {
    return point(second, second + 1, level, throughput, response, failures);
  }

  private static TimelinePoint point(
      double start, double end, double level, double throughput, double response, double failures) {
    return new TimelinePoint(
        start,
        end,
        Double.NaN,
        throughput,
        throughput,
        throughput,
        failures == 0 ? Map.of() : Map.of(ErrorClass.SERVER_ERROR, failures),
        response,
        response,
        response,
        response,
        response,
        response,
        response,
        response,
        0,
        Math.round(level),
        Math.round(level),
        Math.round(level),
        NOTHING,
        Map.of());
  }

  private static double[] limited(double users, double capacity) {
    double throughput = Math.min(users / 0.1, capacity);
    return new double[] {throughput, users / throughput, 0};
  }

  @Test
  void level_ofTheSameUsersInUnevenIntervals_isThatNumber() {
    Random random = new Random(3);
    for (int run = 0; run < 200; run++) {
      List<TimelinePoint> points = new ArrayList<>();
      double at = 0;
      for (int i = 0; i < 5; i++) {
        double end = at + 1 + 0.001 * random.nextDouble();
        points.add(point(at, end, 1_000, 10, 0.1, 0));
        at = end;
      }
      assertThat(new Points(points, true).sum(points).level()).isEqualTo(1_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 300, 550})
  void knee_ofALimitedTarget_isWhereItsCapacityIsReached(int users) {
    Climb climb =
        course(
                List.of(phase("climb", 0, 100, 0, 1_000)),
                0.05,
                (second, level) -> limited(level, users * 10))
            .climb()
            .orElseThrow();

    assertThat(climb.users()).isTrue();
    assertThat(climb.levels()).hasSize(10);
    assertThat(climb.knee().orElseThrow().capacity()).isCloseTo(users * 10, within(users * 0.5));
    assertThat(climb.knee().orElseThrow().level()).isCloseTo(users, within(users * 0.05));
    assertThat(climb.breakingLevel().orElseThrow().level())
        .isBetween(users * 1.0, users * 4 / 3.0 + 100);
  }

  @Test
  void knee_ofAClimbThatUsersLeaveBeforeItsLastSecondIsOver_isTheSame() {
    List<PhaseWindow> phases = List.of(phase("climb", 0, 40, 0, 400));
    List<TimelinePoint> timeline = timeline(phases, 0.05, (second, level) -> limited(level, 2_000));
    timeline.removeLast();
    timeline.add(point(39, 90, 2_000, 0.2, 0));

    Climb climb = LoadCourse.of(phases, "closed", timeline).climb().orElseThrow();

    assertThat(climb.knee().orElseThrow().level()).isCloseTo(200, within(10.0));
  }

  @Test
  void level_thatUsersLeaveBeforeItIsOver_isWhatItWasBefore() {
    List<PhaseWindow> stairs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      stairs.add(phase("level-" + i, i * 5, i * 5 + 5, 250 * (i + 1), 250 * (i + 1)));
    }
    List<TimelinePoint> timeline = timeline(stairs, 0, (second, level) -> limited(level, 99_999));
    timeline.subList(18, 20).clear();
    timeline.add(point(18, 887, 8_870, 0.1, 0));
    timeline.add(point(19, 125, 1_250, 0.1, 0));

    Climb climb = LoadCourse.of(stairs, "closed", timeline).climb().orElseThrow();

    assertThat(climb.highest()).isEqualTo(1_000);
    assertThat(climb.levels().getLast().throughput()).isCloseTo(10_000, within(1e-6));
    assertThat(climb.breaking()).isEmpty();
  }

  @Test
  void target_thatFollowsTheLoad_hasNoKneeAndDoesNotBreak() {
    Climb climb =
        course(
                List.of(phase("climb", 0, 60, 50, 500)),
                0.1,
                (second, level) -> new double[] {level * 10, 0.1, 0})
            .climb()
            .orElseThrow();

    assertThat(climb.knee()).isEmpty();
    assertThat(climb.breaking()).isEmpty();
    assertThat(climb.levels()).allSatisfy(level -> assertThat(level.score()).isGreaterThan(0.9));
  }

  @Test
  void target_thatFailsFast_breaksWhereFailuresBegin() {
    List<PhaseWindow> stairs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      stairs.add(phase("level-" + i, i * 5, i * 5 + 5, 100 * (i + 1), 100 * (i + 1)));
    }
    Climb climb =
        course(
                stairs,
                0,
                (second, level) ->
                    level > 350
                        ? new double[] {level * 2, 0.1, level * 8}
                        : new double[] {level * 10, 0.1, 0})
            .climb()
            .orElseThrow();

    assertThat(climb.levels()).hasSize(6);
    assertThat(climb.breakingLevel().orElseThrow().level()).isEqualTo(400);
  }

  @Test
  void highest_whereUsersLeaveAtTheEnd_isNotTheLast() {
    List<Climb.Level> levels =
        List.of(
            new Climb.Level(100, 100, 0.1, 1, 1),
            new Climb.Level(300, 300, 0.1, 1, 1),
            new Climb.Level(200, 300, 0.1, 1, 1));

    assertThat(new Climb(true, levels, Optional.empty(), Optional.empty()).highest())
        .isEqualTo(300);
  }

  @Test
  void hiccup_atOneLevel_isNoBreak() {
    Climb climb =
        course(
                List.of(phase("climb", 0, 100, 0, 1_000)),
                0,
                (second, level) ->
                    second / 10 == 5
                        ? new double[] {level, 1, 0}
                        : new double[] {level * 10, 0.1, 0})
            .climb()
            .orElseThrow();

    assertThat(climb.breaking()).isEmpty();
  }

  @Test
  void load_thatDoesNotRise_hasNoClimb() {
    LoadCourse course =
        course(
            List.of(phase("steady", 0, 60, 50, 50), phase("fall", 60, 90, 50, 0)),
            0,
            (second, level) -> new double[] {level * 10, 0.1, 0});

    assertThat(course.climb()).isEmpty();
  }

  private static LoadCourse spike(boolean withBefore, int slowSeconds, double slower) {
    List<PhaseWindow> phases = new ArrayList<>();
    if (withBefore) {
      phases.add(phase("before", 0, 10, 10, 10));
    }
    phases.add(phase("peak", 10, 30, 200, 200));
    phases.add(phase("after", 30, 60, 10, 10));
    return course(
        phases,
        0.02,
        (second, level) -> {
          boolean slow = second >= 10 && second < 30 + slowSeconds;
          double response = slow ? 0.05 * slower : 0.05;
          return new double[] {level / response, response, 0};
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 12})
  void recovery_takesAsLongAsTheTargetStaysSlow(int seconds) {
    assertThat(spike(true, seconds, 4).recovery().orElseThrow().seconds()).contains(0.0 + seconds);
    Recovery without = spike(false, seconds, 4).recovery().orElseThrow();
    assertThat(without.seconds()).contains(0.0 + seconds);
    assertThat(without.before()).isFalse();
    assertThat(without.level()).isEqualTo(10);
    assertThat(without.peak()).isEqualTo(200);
  }

  @Test
  void target_thatStaysSlow_hasNotRecovered() {
    Recovery recovery = spike(true, 30, 2).recovery().orElseThrow();

    assertThat(recovery.seconds()).isEmpty();
    assertThat(recovery.observedSeconds()).isEqualTo(30);
  }

  @Test
  void drift_ofATargetThatGetsSlower_isItsShare() {
    Drift drift =
        course(
                List.of(phase("steady", 0, 120, 50, 50)),
                0.03,
                (second, level) -> new double[] {500, 0.1 * (1 + second / 120.0), 0})
            .drift()
            .orElseThrow();

    assertThat(drift.response()).isCloseTo(1.875 / 1.125 - 1, within(0.05));
    assertThat(drift.isSignificant()).isTrue();
    assertThat(drift.trend().slope()).isCloseTo(0.1 / 120, within(0.1 / 1_200));
  }

  @Test
  void drift_ofASteadyTarget_isNotSignificantMoreOftenThanByChance() {
    Random random = new Random(3);
    int alarms = 0;
    for (int run = 0; run < 400; run++) {
      double[] last = {0};
      double[] places = new double[200];
      double[] values = new double[200];
      for (int i = 0; i < values.length; i++) {
        last[0] = 0.5 * last[0] + random.nextGaussian();
        places[i] = i;
        values[i] = 100 + last[0];
      }
      alarms += Trend.of(places, values).isSignificant() ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(12); // 1 % of 400, and chance
  }

  @Test
  void loads_thatOverlap_showNothing() {
    LoadCourse course =
        LoadCourse.of(
            List.of(phase("a", 0, 20, 10, 100), phase("b", 10, 30, 10, 10)), "closed", List.of());

    assertThat(course.climb()).isEmpty();
    assertThat(course.recovery()).isEmpty();
    assertThat(course.drift()).isEmpty();
  }
}
