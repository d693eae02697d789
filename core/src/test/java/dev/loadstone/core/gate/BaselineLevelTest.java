package dev.loadstone.core.gate;

import static dev.loadstone.core.gate.Sequences.level;
import static dev.loadstone.core.gate.Sequences.then;
import static dev.loadstone.core.gate.Sequences.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparer;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Judgement;
import dev.loadstone.core.compare.Method;
import dev.loadstone.core.compare.Reading;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BaselineLevelTest {
  private static List<String> around(List<PastRun> runs, int at, int most) {
    return BaselineLevel.around(runs, at, ComparisonSettings.DEFAULT, 5, most).stream()
        .map(PastRun::id)
        .toList();
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> String.format("%012x", i)).toList();
  }

  @Test
  void level_ofTheBaseline_endsAtTheNextKnownChanges() {
    List<PastRun> runs =
        times(then(level(10, 0.080), level(12, 0.100), level(15, 0.130), level(6, 0.100)));

    assertThat(around(runs, 14, 39)).isEqualTo(ids(10, 22));
    assertThat(around(runs, 9, 39)).isEqualTo(ids(0, 10));
    assertThat(around(runs, 36, 39)).isEqualTo(ids(22, 37));
  }

  /** Two slower runs are a change of the last three, the first of which is the baseline. */
  @Test
  void change_toldARunTooEarly_doesNotCutTheBaselineFromItsLevel() {
    double[] times = {
      57.967, 57.999, 59.507, 60.817, 56.066, 58.524, 59.736, 61.211, 59.703, 64.094, 78.643, 79.692
    };
    List<PastRun> runs =
        IntStream.range(0, times.length)
            .mapToObj(i -> Sequences.run(i, Map.of(Sequences.TIME, Reading.of(times[i] * 1e-3))))
            .toList();

    assertThat(around(runs, 9, 39)).isEqualTo(ids(0, 10));
  }

  @Test
  void change_thatBeginsWithTheBaseline_endsItsLevel() {
    List<PastRun> runs = times(then(level(10, 0.100), level(3, 0.140)));

    assertThat(around(runs, 10, 39)).isEqualTo(ids(10, 11));
    assertThat(around(times(then(level(10, 0.100), level(4, 0.140))), 12, 39))
        .isEqualTo(ids(10, 13));
  }

  @Test
  void runs_thatAreTooMany_areTheNearest() {
    assertThat(around(times(level(40, 0.100)), 10, 5)).isEqualTo(ids(8, 13));
    assertThat(around(times(level(40, 0.100)), 0, 5)).isEqualTo(ids(0, 5));
    assertThat(around(times(level(40, 0.100)), 10, 1)).isEqualTo(ids(10, 11));
  }

  /** A change in the last runs cannot be known yet, so that they must not be taken for the same. */
  @Test
  void runs_thatAreTheLatest_doNotStandForItYet_unlessTheyAreNotLater() {
    assertThat(around(times(level(20, 0.100)), 10, 39)).isEqualTo(ids(0, 15));
    assertThat(around(times(level(20, 0.100)), 18, 39)).isEqualTo(ids(0, 19));
    assertThat(around(times(level(1, 0.100)), 0, 39)).isEqualTo(ids(0, 1));
  }

  @Test
  void change_farSmallerThanTheTolerance_dividesNothing() {
    List<PastRun> runs = times(then(level(20, 0.100), level(20, 0.104)));

    assertThat(around(runs, 10, 39)).isEqualTo(ids(0, 35));
  }

  /** By 19 runs one new run can be told to be worse, whatever the law of the noise. */
  @Test
  void oneNewRun_against19_isTestedExactly() {
    List<ComparedRun> level =
        BaselineLevel.around(times(level(24, 0.100)), 10, ComparisonSettings.DEFAULT, 5, 39)
            .stream()
            .map(PastRun::figures)
            .toList();
    assertThat(level).hasSize(19);
    List<ComparedRun> slow = List.of(times(level(1, 0.130)).getFirst().figures());

    Comparison comparison = Comparer.compare(level, slow, ComparisonSettings.DEFAULT);

    assertThat(comparison.method()).isEqualTo(Method.EXACT_PERMUTATION);
    assertThat(comparison.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(comparison.changes().getFirst().adjustedP()).isEqualTo(0.05);
  }

  /** 1,000 new runs of the same code: what the choice of the level costs must stay within 5 %. */
  @Test
  void newRuns_ofTheSameCode_areSeldomSignificant() {
    Random random = new Random(5);
    int significant = 0;
    for (int i = 0; i < 1_000; i++) {
      List<PastRun> runs =
          IntStream.range(0, 31)
              .mapToObj(number ->
                  Sequences.run(
                      number,
                      Map.of(Sequences.TIME, Reading.of(0.1 * (1 + 0.05 * random.nextGaussian())))))
              .toList();
      List<ComparedRun> level =
          BaselineLevel.around(runs.subList(0, 30), 10, ComparisonSettings.DEFAULT, 5, 19).stream()
              .map(PastRun::figures)
              .toList();
      Comparison comparison =
          Comparer.compare(level, List.of(runs.getLast().figures()), ComparisonSettings.DEFAULT);
      significant += comparison.changes().getFirst().significant() ? 1 : 0;
    }
    assertThat(significant).isBetween(25, 72);
  }
}
