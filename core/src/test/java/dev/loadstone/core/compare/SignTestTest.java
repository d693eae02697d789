package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SignTestTest {
  private static final Subject TIME =
      new Subject("response_time", Tags.NONE, "p95", Unit.SECONDS, false);

  private static List<ComparedRun> runs(double... values) {
    List<ComparedRun> runs = new ArrayList<>();
    for (double value : values) {
      runs.add(new ComparedRun("run", "plan", "", "", Map.of(), Map.of(TIME, Reading.of(value))));
    }
    return runs;
  }

  @Test
  void raw_allOfOneSign_isTwoOfAllWays() {
    SignTest test = new SignTest(6, 1);

    assertThat(test.raw(List.of(new double[] {1, 2, 3, 4, 5, 6}))).containsExactly(2.0 / 64);
    assertThat(test.raw(List.of(new double[6]))).containsExactly(1);
    // Sums of the six numbers with signs that reach 19 of 21: two with and two without the 1.
    assertThat(test.raw(List.of(new double[] {-1, 2, 3, 4, 5, 6}))).containsExactly(4.0 / 64);
  }

  @Test
  void method_ofPairs_isExactFromSixOn() {
    assertThat(Method.ofPairs(6, 0.05)).isEqualTo(Method.PAIRED_SIGNS);
    assertThat(Method.ofPairs(5, 0.05)).isEqualTo(Method.PAIRED_STUDENT);
    assertThat(Method.ofPairs(3, 0.05)).isEqualTo(Method.TAKEN_VARIATION);
    assertThat(Method.ofPairs(0, 0.05)).isEqualTo(Method.TAKEN_VARIATION);
  }

  /** At 400 intervals and 95 %, three standard errors are 3.3 points; six pairs can do 96.9 %. */
  @Test
  void interval_ofRandomPairs_coversTheTruth() {
    for (int pairs : new int[] {6, 18}) {
      SplittableRandom random = new SplittableRandom(5);
      int covered = 0;
      int count = pairs == 6 ? 400 : 100;
      for (int i = 0; i < count; i++) {
        double[] differences = random.doubles(pairs).map(value -> value - 0.5 + 2).toArray();
        ConfidenceInterval interval = new SignTest(pairs, 1).interval(differences, 0.05);
        covered += interval.low() <= 2 && interval.high() >= 2 ? 1 : 0;
      }
      assertThat((double) covered / count).as("%d pairs", pairs).isBetween(0.88, 1.0);
    }
  }

  /** The machine gets slower by a tenth from pair to pair; the candidate is slower by 3 %. */
  @Test
  void pairs_onAMachineThatDrifts_showWhatSidesDoNot() {
    double[] before = {1, 1.1, 1.2, 1.3, 1.4, 1.5};
    double[] after = {1.031, 1.132, 1.236, 1.341, 1.441, 1.546};
    ComparisonSettings none =
        ComparisonSettings.DEFAULT.withTolerances(List.of(Tolerance.parse("0")));

    Comparison paired = Comparer.comparePairs(runs(before), runs(after), none);
    Change change = paired.changes().getFirst();

    assertThat(paired.method()).isEqualTo(Method.PAIRED_SIGNS);
    assertThat(change.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(change.size()).isCloseTo(0.03, within(0.002));
    assertThat(change.interval().low()).isBetween(0.025, 0.03);
    assertThat(change.interval().high()).isBetween(0.03, 0.035);
    assertThat(Comparer.compare(runs(before), runs(after), none).judgement())
        .isEqualTo(Judgement.NO_CHANGE);
  }

  @Test
  void pairs_fourOrFive_areToldByStudentsDistribution() {
    Comparison paired =
        Comparer.comparePairs(
            runs(1, 1.1, 1.2, 1.3), runs(1.5, 1.66, 1.79, 1.96), ComparisonSettings.DEFAULT);

    assertThat(paired.method()).isEqualTo(Method.PAIRED_STUDENT);
    assertThat(paired.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(paired.notes()).anyMatch(note -> note.startsWith("There are too few pairs"));
  }

  @Test
  void pairs_withARunThatCannotBeUsed_areLeftOutWhole() {
    List<ComparedRun> before = runs(1, 1, 1, 1, 1, 1, 50);
    List<ComparedRun> after = new ArrayList<>(runs(2, 2.02, 2.01, 2.03, 1.99, 2));
    after.add(new ComparedRun("late", "plan", "", "it was late.", Map.of(), Map.of()));

    Comparison paired = Comparer.comparePairs(before, after, ComparisonSettings.DEFAULT);

    assertThat(paired.changes().getFirst().baseline()).hasSize(6).containsOnly(1.0);
    assertThat(paired.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThatThrownBy(
            () -> Comparer.comparePairs(before, after.subList(0, 6), ComparisonSettings.DEFAULT))
        .hasMessage("pairs need as many runs of both sides, got: 7 and 6");
  }
}
