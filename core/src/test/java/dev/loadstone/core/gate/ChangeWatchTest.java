package dev.loadstone.core.gate;

import static dev.loadstone.core.gate.Sequences.level;
import static dev.loadstone.core.gate.Sequences.then;
import static dev.loadstone.core.gate.Sequences.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.Tolerance;
import dev.loadstone.core.gate.WatchedChange.State;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ChangeWatchTest {
  private static final WatchSettings USUAL =
      new WatchSettings(WatchSettings.FRESH, WatchSettings.PATIENCE, ComparisonSettings.DEFAULT);

  private static ChangeWatch watch(double[]... levels) {
    return ChangeWatch.of(times(then(levels)), 1, USUAL);
  }

  private static State only(ChangeWatch watch) {
    assertThat(watch.changes()).hasSize(1);
    return watch.changes().getFirst().state();
  }

  @Test
  void change_worseSeenInFiveRuns_isAnAlarm() {
    ChangeWatch watch = watch(level(20, 0.100), level(5, 0.130));

    assertThat(only(watch)).isEqualTo(State.ALARM);
    WatchedChange change = watch.in(State.ALARM).getFirst();
    assertThat(change.first().id()).isEqualTo(String.format("%012x", 20));
    assertThat(change.age()).isEqualTo(5);
    assertThat(change.point().ratio()).isCloseTo(1.3, within(0.03));
    assertThat(watch.fresh()).containsExactly(change);
    PartAnswer answer = GateJudge.changes(watch);
    assertThat(answer.answer()).isEqualTo(Answer.REGRESSION);
    assertThat(answer.reason())
        .isEqualTo("worse since run 000000000014 (commit c20), 5 runs ago: response_time.p95");
  }

  @Test
  void change_seenInFewerRuns_waits() {
    ChangeWatch watch = watch(level(20, 0.100), level(4, 0.130));

    assertThat(only(watch)).isEqualTo(State.WAITING);
    PartAnswer answer = GateJudge.changes(watch);
    assertThat(answer.answer()).isEqualTo(Answer.PASSED);
    assertThat(answer.reason())
        .isEqualTo(
            "no fresh change for the worse of 1 figure over 24 runs; 1 waits until seen in 5"
                + " runs");
  }

  @Test
  void change_longAgo_isOld() {
    assertThat(only(watch(level(20, 0.100), level(10, 0.130)))).isEqualTo(State.ALARM);
    ChangeWatch watch = watch(level(20, 0.100), level(11, 0.130));
    assertThat(only(watch)).isEqualTo(State.OLD);
    assertThat(watch.fresh()).isEmpty();
    assertThat(GateJudge.changes(watch).answer()).isEqualTo(Answer.PASSED);
  }

  @Test
  void change_withinTheTolerance_isSmall() {
    assertThat(only(watch(level(20, 0.100), level(6, 0.110)))).isEqualTo(State.SMALL);
    ComparisonSettings strict =
        ComparisonSettings.DEFAULT.withTolerances(List.of(Tolerance.parse("5%")));
    ChangeWatch watch =
        ChangeWatch.of(
            times(then(level(20, 0.100), level(6, 0.110))), 1, new WatchSettings(10, 5, strict));
    assertThat(only(watch)).isEqualTo(State.ALARM);
  }

  @Test
  void change_forTheBetter_isNoAlarm() {
    assertThat(only(watch(level(20, 0.130), level(6, 0.100)))).isEqualTo(State.BETTER);
  }

  @Test
  void change_undone_hasComeBack() {
    ChangeWatch watch = watch(level(20, 0.100), level(5, 0.130), level(4, 0.100));

    assertThat(watch.changes())
        .extracting(WatchedChange::state)
        .containsExactly(State.BACK, State.BETTER);
  }

  /** A run that repairs it must not fail, though three are needed to see that the level is back. */
  @Test
  void change_undoneByTheRunInQuestion_hasComeBack() {
    ChangeWatch watch = watch(level(20, 0.100), level(6, 0.130), level(1, 0.100));

    assertThat(watch.changes())
        .extracting(WatchedChange::state)
        .contains(State.BACK)
        .doesNotContain(State.ALARM, State.WAITING);
  }

  @Test
  void change_ofAShare_isJudgedInPoints() {
    assertThat(GateJudge.changes(shares(0.001, 0.005)).answer()).isEqualTo(Answer.PASSED);
    assertThat(GateJudge.changes(shares(0.001, 0.020)).answer()).isEqualTo(Answer.REGRESSION);
  }

  private static ChangeWatch shares(double before, double after) {
    Random random = new Random(3);
    List<PastRun> runs = new ArrayList<>();
    for (int i = 0; i < 26; i++) {
      double value = (i < 20 ? before : after) * (1 + 0.05 * random.nextGaussian());
      runs.add(Sequences.run(i, Map.of(Sequences.ERRORS, Reading.of(value))));
    }
    ChangeWatch watch = ChangeWatch.of(runs, 1, USUAL);
    assertThat(watch.changes()).hasSize(1);
    return watch;
  }

  @Test
  void runs_fewerThanEight_areNotJudged() {
    PartAnswer answer = GateJudge.changes(watch(level(7, 0.100)));

    assertThat(answer.answer()).isEqualTo(Answer.NOT_JUDGED);
    assertThat(answer.reason()).isEqualTo("too few runs: 7 of 8");
  }

  @Test
  void figure_thatTheRunInQuestionLacks_isNotLookedAt() {
    List<PastRun> runs = new ArrayList<>(times(then(level(20, 0.100), level(6, 0.130))));
    runs.add(Sequences.run(26, Map.of(Sequences.ERRORS, Reading.of(0.0))));

    PartAnswer answer = GateJudge.changes(ChangeWatch.of(runs, 1, USUAL));

    assertThat(answer.answer()).isEqualTo(Answer.NOT_JUDGED);
    assertThat(answer.reason()).isEqualTo("no figure is known of 8 runs");
  }

  /** 500 histories of ten figures without change, each looked at once: at most 5 % may alarm. */
  @Test
  void histories_withoutChange_seldomAlarm() {
    Random random = new Random(11);
    ComparisonSettings any =
        ComparisonSettings.DEFAULT.withTolerances(List.of(Tolerance.parse("0")));
    int alarms = 0;
    for (int history = 0; history < 500; history++) {
      List<PastRun> runs = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Map<Subject, Reading> readings = new HashMap<>();
        for (int figure = 0; figure < 10; figure++) {
          Subject subject =
              new Subject(
                  "response_time", Tags.of("step", "s" + figure), "p95", Unit.SECONDS, false);
          readings.put(subject, Reading.of(0.1 * (1 + 0.03 * random.nextGaussian())));
        }
        runs.add(Sequences.run(i, readings));
      }
      alarms +=
          ChangeWatch.of(runs, 1, new WatchSettings(10, 5, any)).in(State.ALARM).isEmpty() ? 0 : 1;
    }
    assertThat(alarms).isLessThanOrEqualTo(25);
  }
}
