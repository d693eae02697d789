package dev.loadstone.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparer;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static Answer whole(PartAnswer... parts) {
    return new Gate("chat", List.of(), Optional.empty(), Optional.empty(), List.of(parts)).answer();
  }

  private static PartAnswer part(Part part, Answer answer) {
    return new PartAnswer(part, answer, "because");
  }

  @Test
  void answer_ofTheWhole_isTheWorstOfItsParts() {
    PartAnswer passed = part(Part.THRESHOLDS, Answer.PASSED);
    PartAnswer regression = part(Part.BASELINE, Answer.REGRESSION);

    assertThat(whole(passed, regression)).isEqualTo(Answer.REGRESSION);
    assertThat(whole(part(Part.THRESHOLDS, Answer.MISSED), regression)).isEqualTo(Answer.MISSED);
    assertThat(whole(passed, part(Part.BASELINE, Answer.INCONCLUSIVE)))
        .isEqualTo(Answer.INCONCLUSIVE);
  }

  @Test
  void part_notJudged_countsOnlyIfItIsRequired() {
    PartAnswer passed = part(Part.THRESHOLDS, Answer.PASSED);
    PartAnswer open = part(Part.CHANGES, Answer.NOT_JUDGED);

    assertThat(whole(passed, open)).isEqualTo(Answer.PASSED);
    assertThat(whole(passed, open.asRequired())).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(whole(open)).isEqualTo(Answer.NOT_JUDGED);
  }

  private static PartAnswer baseline(ComparisonSettings settings, double[] before, double after) {
    List<ComparedRun> runs = new ArrayList<>();
    for (double value : before) {
      runs.add(Sequences.run(runs.size(), Map.of(Sequences.TIME, Reading.of(value))).figures());
    }
    ComparedRun run = Sequences.run(99, Map.of(Sequences.TIME, Reading.of(after))).figures();
    Comparison comparison = Comparer.compare(runs, List.of(run), settings);
    return GateJudge.baseline(comparison, "them");
  }

  @Test
  void comparison_ofEnoughRuns_isTheAnswer() {
    double[] five = {1, 1.01, 0.99, 1.02, 0.98};
    ComparisonSettings usual = ComparisonSettings.DEFAULT;

    PartAnswer worse = baseline(usual, five, 1.4);
    assertThat(worse.answer()).isEqualTo(Answer.REGRESSION);
    assertThat(worse.reason()).isEqualTo("worse: response_time.p95, against them");
    assertThat(baseline(usual, five, 0.6).answer()).isEqualTo(Answer.PASSED);
    PartAnswer same = baseline(usual, five, 1.01);
    assertThat(same.answer()).isEqualTo(Answer.PASSED);
    assertThat(same.reason()).isEqualTo("no change of the figure, against them");
    PartAnswer open = baseline(usual.withTolerances(List.of(Tolerance.parse("4%"))), five, 1.01);
    assertThat(open.answer()).isEqualTo(Answer.INCONCLUSIVE);
    assertThat(open.reason()).isEqualTo("open: response_time.p95, against them");
  }

  @Test
  void comparison_ofTooFewRuns_isNotJudged_butTellsASuspicion() {
    PartAnswer same = baseline(ComparisonSettings.DEFAULT, new double[] {1}, 1.05);
    assertThat(same.answer()).isEqualTo(Answer.NOT_JUDGED);
    assertThat(same.reason()).isEqualTo("too few runs to tell, against them");
    assertThat(baseline(ComparisonSettings.DEFAULT, new double[] {1}, 3).reason())
        .isEqualTo("too few runs to tell, against them; suspected to be worse: response_time.p95");
  }
}
