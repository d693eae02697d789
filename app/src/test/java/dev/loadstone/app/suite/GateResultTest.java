package dev.loadstone.app.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.run.ExtraReports;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.suite.Suite.Cell;
import dev.loadstone.app.suite.Suite.Gate;
import dev.loadstone.app.suite.Suite.Unit;
import dev.loadstone.app.suite.Suite.Value;
import dev.loadstone.app.trial.ResultSample;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What must hold of several runs together. */
final class GateResultTest {
  private static final Map<String, RunOutcome> RESULTS =
      Map.of("one", result(0.4), "two", result(0.5));

  private static RunOutcome result(double p95) {
    RunResult result =
        new ResultSample().times(Measure.RESPONSE_TIME, Map.of(Statistic.P95, p95)).result();
    return new RunOutcome.OfLoad(
        new PlanRun.Done(result, Path.of("run"), List.of(), ExtraReports.NONE, Optional.empty()));
  }

  private static Value value(String run, String formula) {
    return new Value(run, formula, Optional.empty(), "");
  }

  private static Gate gate(String over, double limit) {
    Cell.Figure figure =
        new Cell.Figure(
            value("one", "response_time.p95"), Optional.of(value("two", over)), Unit.PERCENT);
    return new Gate("ratio", figure, Operator.GREATER_OR_EQUAL, limit);
  }

  @Test
  void gate_isJudgedByTheQuotientOfItsRuns() {
    GateResult met = GateResult.of(gate("response_time.p95", 0.8), RESULTS);
    GateResult missed = GateResult.of(gate("2 * response_time.p95", 0.8), RESULTS);

    assertThat(met.verdict()).isEqualTo(Verdict.PASS);
    assertThat(met.text()).isEqualTo("ratio: 80.0 %, limit >= 80.0 %");
    assertThat(missed.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(missed.text()).isEqualTo("ratio: 40.0 %, limit >= 80.0 %");
  }

  @Test
  void gate_withoutAFigure_isInconclusive_andWithoutARunThereIsNone() {
    GateResult none = GateResult.of(gate("response_time.p99", 0.8), RESULTS);

    assertThat(none.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(none.text()).isEqualTo("ratio: –, limit >= 80.0 %; there is no figure");
    assertThat(GateResult.isAbout(gate("response_time.p95", 1), RESULTS)).isTrue();
    assertThat(GateResult.isAbout(gate("response_time.p95", 1), Map.of())).isFalse();
  }
}
