package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.record.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class ComparerTest {
  private static final Subject TIME =
      new Subject("response_time", Tags.NONE, "p95", Unit.SECONDS, false);
  private static final Subject RATE = new Subject("achieved_rate", Tags.NONE, "", Unit.RATE, true);
  private static final Subject ERRORS =
      new Subject("error_ratio", Tags.NONE, "", Unit.RATIO, false);
  private static final double[] FIVE = {1.00, 1.02, 0.99, 1.01, 0.98};

  private static List<ComparedRun> runs(Subject subject, double... values) {
    List<ComparedRun> runs = new ArrayList<>();
    for (double value : values) {
      runs.add(run("run " + (runs.size() + 1), Map.of(subject, Reading.of(value))));
    }
    return runs;
  }

  private static ComparedRun run(String name, Map<Subject, Reading> readings) {
    return new ComparedRun(name, "plan", "hash", "", Map.of(), readings);
  }

  private static double[] times(double factor, double... values) {
    return DoubleStream.of(values).map(value -> factor * value).toArray();
  }

  private static Change only(Subject subject, double[] before, double[] after) {
    return only(subject, before, after, ComparisonSettings.DEFAULT);
  }

  private static Change only(
      Subject subject, double[] before, double[] after, ComparisonSettings settings) {
    Comparison comparison = Comparer.compare(runs(subject, before), runs(subject, after), settings);
    assertThat(comparison.changes()).hasSize(1);
    return comparison.changes().getFirst();
  }

  private static ComparisonSettings tolerance(String text) {
    return ComparisonSettings.DEFAULT.withTolerances(List.of(Tolerance.parse(text)));
  }

  @Test
  void change_slowerByHalf_isARegression() {
    Change change = only(TIME, FIVE, times(1.5, FIVE));

    assertThat(change.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(change.significant()).isTrue();
    assertThat(change.size()).isCloseTo(0.5, within(1e-9));
    assertThat(change.interval().low()).isBetween(0.44, 0.5);
    assertThat(change.interval().high()).isBetween(0.5, 0.56);
    assertThat(change.bootstrap().orElseThrow().low()).isBetween(0.44, 0.5);
    assertThat(change.p()).isCloseTo(2.0 / 252, within(1e-12));
    assertThat(change.delta()).isEqualTo(1);
    assertThat(change.moreRuns()).isEmpty();
  }

  @Test
  void change_ofAMeasureThatIsBetterHigher_turnsTheOtherWay() {
    assertThat(only(RATE, FIVE, times(1.5, FIVE)).judgement()).isEqualTo(Judgement.IMPROVEMENT);
    Change fewer = only(RATE, FIVE, times(0.5, FIVE));
    assertThat(fewer.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(fewer.worse()).isTrue();
    assertThat(only(TIME, FIVE, times(0.5, FIVE)).judgement()).isEqualTo(Judgement.IMPROVEMENT);
  }

  @Test
  void change_significantButSmall_isNoChange_unlessNoneIsTolerated() {
    Change small = only(TIME, FIVE, times(1.05, FIVE));
    assertThat(small.judgement()).isEqualTo(Judgement.NO_CHANGE);
    assertThat(small.significant()).isTrue();
    assertThat(small.reason()).isEqualTo("a significant change, within the tolerance");

    assertThat(only(TIME, FIVE, times(1.05, FIVE), tolerance("0")).judgement())
        .isEqualTo(Judgement.REGRESSION);
    assertThat(only(TIME, FIVE, FIVE, tolerance("0")).judgement()).isEqualTo(Judgement.NO_CHANGE);
  }

  @Test
  void change_withinNoiseLargerThanTheTolerance_isInconclusiveAndTellsHowManyMore() {
    double[] noisy = {1.0, 1.6, 0.7, 1.3, 0.6};
    Change change = only(TIME, noisy, times(1.02, noisy));

    assertThat(change.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    assertThat(change.reason()).isEqualTo("a change beyond the tolerance is not excluded");
    // s = 0.42 on logarithms, 0.16 off the tolerance: n of about 2·(2·0.42/0.16)².
    assertThat(change.moreRuns().orElseThrow()).isBetween(35, 70);
  }

  @Test
  void change_toTheEdge_isOpenThoughSignificant() {
    double[] noisy = {1.00, 1.06, 0.95, 1.04, 0.97};
    Change change = only(TIME, noisy, times(1.17, noisy));

    assertThat(change.significant()).isTrue();
    assertThat(change.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    assertThat(change.reason())
        .isEqualTo("significant; whether it is beyond the tolerance is open");
  }

  @Test
  void change_threeRunsEach_isToldByStudentsDistribution() {
    Comparison comparison =
        Comparer.compare(
            runs(TIME, 1, 1.02, 0.99), runs(TIME, 1.5, 1.52, 1.49), ComparisonSettings.DEFAULT);

    assertThat(comparison.method()).isEqualTo(Method.STUDENT);
    assertThat(comparison.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(comparison.notes())
        .anyMatch(note -> note.contains("too few runs for an exact test"));
  }

  @Test
  void change_oneRunEach_isSuspectedAtMost() {
    Comparison twice = Comparer.compare(runs(TIME, 1), runs(TIME, 2), ComparisonSettings.DEFAULT);
    Change change = twice.changes().getFirst();

    assertThat(twice.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    assertThat(change.suspected()).isTrue();
    assertThat(change.significant()).isFalse();
    assertThat(change.p()).isNaN();
    assertThat(change.bootstrap()).isEmpty();
    assertThat(change.reason()).startsWith("suspected regression");
    // √2 · 8.6 % · 1.96 on logarithms about ln 2.
    assertThat(change.interval().low()).isCloseTo(2 / Math.exp(0.2384) - 1, within(1e-3));
    assertThat(twice.notes().getFirst())
        .startsWith("With one run on each side it is not known how much runs of the same code");

    assertThat(only(TIME, new double[] {1}, new double[] {1.1}).suspected()).isFalse();
  }

  @Test
  void change_oneRunEachOnAQuietMachine_canBeNoChange() {
    ComparisonSettings quiet =
        new ComparisonSettings(0.05, List.of(), 0.01, Correction.STEP_DOWN, false, 1);

    assertThat(only(TIME, new double[] {1}, new double[] {1.02}, quiet).judgement())
        .isEqualTo(Judgement.NO_CHANGE);
  }

  @Test
  void change_oneRunWithUnsteadySeconds_hasAWiderInterval() {
    List<Double> scattered = List.of(0.5, 0.7, 1.0, 1.4, 2.0);
    ComparedRun unsteady = run("a", Map.of(TIME, new Reading(1, scattered)));

    Change with =
        Comparer.compare(
                List.of(unsteady),
                List.of(run("b", Map.of(TIME, new Reading(1.1, scattered)))),
                ComparisonSettings.DEFAULT)
            .changes()
            .getFirst();

    assertThat(with.interval().high())
        .isGreaterThan(only(TIME, new double[] {1}, new double[] {1.1}).interval().high());
    assertThat(with.bootstrap()).isPresent();
  }

  @Test
  void shares_areComparedByPoints() {
    double[] none = {0, 0, 0, 0, 0};

    assertThat(only(ERRORS, none, none).judgement()).isEqualTo(Judgement.NO_CHANGE);
    Change some = only(ERRORS, none, new double[] {0.04, 0.05, 0.05, 0.06, 0.05});
    assertThat(some.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(some.byDifference()).isTrue();
    assertThat(some.size()).isCloseTo(0.05, within(1e-12));
    assertThat(some.tolerance()).isEqualTo(0.01);
    assertThat(only(ERRORS, none, new double[] {0.001, 0.001, 0.001, 0.001, 0.002}).judgement())
        .isEqualTo(Judgement.NO_CHANGE);
  }

  @Test
  void zeros_inATime_areComparedByDifference() {
    Change change = only(TIME, new double[] {0, 0, 0, 0, 0}, FIVE);

    assertThat(change.byDifference()).isTrue();
    assertThat(change.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(change.size()).isCloseTo(1, within(1e-9));
  }

  @Test
  void figures_ofOneSideOnly_areNotCompared() {
    Comparison comparison =
        Comparer.compare(runs(TIME, FIVE), runs(RATE, FIVE), ComparisonSettings.DEFAULT);

    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.isValid()).isFalse();
    assertThat(comparison.omissions())
        .extracting(Omission::reason)
        .containsExactly("only the baseline has it", "only the candidate has it");
    assertThat(comparison.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
  }

  @Test
  void figures_ofAFewRunsOnly_areNotCompared() {
    List<ComparedRun> partly = new ArrayList<>(runs(TIME, 1, 1));
    for (int i = 0; i < 3; i++) {
      partly.add(run("without", Map.of()));
    }

    Comparison comparison = Comparer.compare(runs(TIME, FIVE), partly, ComparisonSettings.DEFAULT);

    assertThat(comparison.omissions())
        .extracting(Omission::reason)
        .containsExactly("too few runs have it: 5 of 5 and 2 of 5");
  }

  @Test
  void runs_thatAreInvalid_areLeftOutAndNamed() {
    List<ComparedRun> after = new ArrayList<>(runs(TIME, times(1.5, FIVE)));
    after.add(
        new ComparedRun(
            "late", "plan", "", "the generator was late.", Map.of(), Map.of(TIME, Reading.of(9))));

    Comparison comparison = Comparer.compare(runs(TIME, FIVE), after, ComparisonSettings.DEFAULT);

    assertThat(comparison.changes().getFirst().candidate()).hasSize(5);
    assertThat(comparison.notes()).contains("late is left out: the generator was late.");

    Comparison none =
        Comparer.compare(runs(TIME, FIVE), after.subList(5, 6), ComparisonSettings.DEFAULT);
    assertThat(none.isValid()).isFalse();
    assertThat(none.judgement()).isEqualTo(Judgement.INCONCLUSIVE);
    assertThat(none.notes())
        .contains("No run of the candidate can be used, so there is nothing to compare.");
  }

  @Test
  void runs_ofDifferentPlans_areRefusedUnlessAllowed() {
    List<ComparedRun> other =
        List.of(new ComparedRun("b", "other", "", "", Map.of(), Map.of(TIME, Reading.of(1))));

    assertThatThrownBy(() -> Comparer.compare(runs(TIME, 1), other, ComparisonSettings.DEFAULT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a run of the plan plan, as run 1 is, got: other");
    ComparisonSettings any =
        new ComparisonSettings(0.05, List.of(), 0.086, Correction.STEP_DOWN, true, 1);
    assertThat(Comparer.compare(runs(TIME, 1), other, any).notes())
        .anyMatch(note -> note.startsWith("The plans are not the same (plan and other)"));
  }

  @Test
  void notes_tellWhatElseDiffers() {
    ComparedRun before =
        new ComparedRun(
            "a", "p", "1", "", Map.of("cpu", "8", "host", "x"), Map.of(TIME, Reading.of(1)));
    ComparedRun after =
        new ComparedRun(
            "b", "p", "2", "", Map.of("cpu", "4", "host", "x"), Map.of(TIME, Reading.of(1)));

    assertThat(
            Comparer.compare(List.of(before), List.of(after), ComparisonSettings.DEFAULT).notes())
        .anyMatch(note -> note.startsWith("The plan is not the same in all runs"))
        .contains("Not the same on both sides: cpu (8 and 4). A difference may come from there.");
  }

  @Test
  void comparison_ofTheSameRuns_isTheSameEachTime() {
    double[] many = new double[12];
    Arrays.setAll(many, i -> 1 + 0.01 * i);

    assertThat(only(TIME, many, times(1.1, many))).isEqualTo(only(TIME, many, times(1.1, many)));
  }
}
