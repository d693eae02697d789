package dev.loadstone.app.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.suite.Suite.Cell;
import dev.loadstone.app.suite.Suite.Column;
import dev.loadstone.app.suite.Suite.Table;
import dev.loadstone.app.suite.Suite.Unit;
import dev.loadstone.app.suite.Suite.Value;
import dev.loadstone.app.trial.ResultSample;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables with the figures of runs. */
final class FilledTableTest {
  private static final Map<String, FilledTable.Figures> RESULTS =
      Map.of("one", result(0.25)::value, "two", result(0.5)::value);

  private static RunResult result(double p95) {
    return new ResultSample()
        .times(Measure.RESPONSE_TIME, Map.of(Statistic.P50, 0.1, Statistic.P95, p95))
        .result();
  }

  private static Value value(String run, String formula) {
    return new Value(run, formula, Optional.empty(), "");
  }

  private static String told(String run, String formula, Unit unit) {
    return told(new Cell.Figure(value(run, formula), Optional.empty(), unit));
  }

  private static String told(Cell cell) {
    Table table = new Table("T", List.of(new Column("A", Unit.TEXT)), List.of(List.of(cell)));
    return FilledTable.of(table, RESULTS).rows().getFirst().getFirst();
  }

  @Test
  void cell_ofEachUnit_isToldInIt() {
    assertThat(told("one", "response_time.p95", Unit.TIME)).isEqualTo("250 ms");
    assertThat(told("one", "response_time.p50 / response_time.p95", Unit.PERCENT))
        .isEqualTo("40.0 %");
    assertThat(told("one", "1 / response_time.p95", Unit.RATE)).isEqualTo("4/s");
    assertThat(told("one", "response_time.p95 * 10", Unit.NUMBER)).isEqualTo("2.50");
    assertThat(told("one", "response_time.p50 - response_time.p95", Unit.TIME))
        .isEqualTo("−150 ms");
    assertThat(told(new Cell.Words("as it is"))).isEqualTo("as it is");
  }

  @Test
  void cell_overAnotherRun_isTheirQuotient() {
    Value time = value("two", "response_time.p95");
    Value base = value("one", "response_time.p95");

    assertThat(told(new Cell.Figure(time, Optional.of(base), Unit.NUMBER))).isEqualTo("2.00");
  }

  @Test
  void cell_withoutAFigure_isADash() {
    assertThat(told("one", "response_time.p99", Unit.TIME)).isEqualTo("–");
    assertThat(
            told(
                new Cell.Figure(
                    value("one", "response_time.p95"),
                    Optional.of(value("none", "response_time.p95")),
                    Unit.NUMBER)))
        .isEqualTo("–");
  }

  @Test
  void row_ofARunThatWasNotMade_isLeftOut() {
    Cell cell = new Cell.Figure(value("none", "achieved_rate"), Optional.empty(), Unit.RATE);
    Table table =
        new Table(
            "T",
            List.of(new Column("A", Unit.TEXT), new Column("B", Unit.RATE)),
            List.of(List.of(new Cell.Words("x"), cell)));

    assertThat(FilledTable.of(table, RESULTS).rows()).isEmpty();
  }

  @Test
  void tables_inText_haveColumnsUnderOneAnother() {
    FilledTable table =
        new FilledTable(
            "Latency",
            List.of("Who", "p95"),
            List.of(List.of("Everybody", "1 ms"), List.of("You", "–")));

    assertThat(SuiteText.plain(List.of(table)))
        .isEqualTo(
            """

            Latency
              Who        p95
              Everybody  1 ms
              You        –
            """);
  }
}
