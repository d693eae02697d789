package dev.loadstone.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThresholdParserTest {
  private static final ThresholdParser PARSER =
      new ThresholdParser(Map.of("step", Set.of("chat", "GET /history/{session}", "a,b")));

  @Test
  void parse_everyPart_isKept() {
    String text = "response_time{step=chat, phase=peak}.p99.9 over 10s <= 1.5s warn 1s abort";
    assertThat(PARSER.parse(text))
        .isEqualTo(
            new Threshold(
                text,
                Measure.RESPONSE_TIME,
                Map.of("step", "chat", "phase", "peak"),
                Optional.of(Statistic.P99_9),
                Optional.of(Duration.ofSeconds(10)),
                Operator.LESS_OR_EQUAL,
                1.5,
                false,
                OptionalDouble.of(1),
                true));
  }

  @ParameterizedTest
  @CsvSource({
    "response_time.p95 < 500ms, 0.5",
    "response_time.count > 100, 100",
    "response_time.rate > 100/s, 100",
    "error_ratio < 0.01%, 0.0001",
    "check_ratio >= 0.99, 0.99",
    "achieved_rate > 2000/s, 2000",
    "achieved_rate >= 95% of offered, 0.95",
    "operation_rate>30/m, 0.5",
    "dropped == 0, 0",
    "dropped.rate < 1/s, 1",
    "in_flight.max <= 250, 250",
    "recorded{record=x}.mean >= 90%, 0.9",
    "recorded{record=x}.sum > -1.5, -1.5",
    "recorded{record=x}.count > 3, 3",
    "recorded{record=x}.rate > 3/s, 3",
    "recorded_time{record=x}.p95 < 20ms, 0.02",
    "bytes_received < 2GB, 2000000000",
    "bytes_sent.rate < 1MB/s, 1000000"
  })
  void parse_limit_isInBaseUnits(String text, double limit) {
    assertThat(PARSER.parse(text).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, queue_depth.max < 5, 5",
    "RATIO, queue_depth.mean < 80%, 0.8",
    "RATIO, queue_depth.mean < 1.5, 1.5",
    "SECONDS, queue_depth.min > 20ms, 0.02",
    "BYTES, queue_depth.max over 10s < 500MB, 500000000",
    "RATE, queue_depth.max < 30/m, 0.5"
  })
  void parse_limitOfAProbesSeries_isInItsUnit(ProbeSeries.Unit unit, String text, double limit) {
    ProbeSeries series = new ProbeSeries("queue_depth", unit, "A queue.");
    Threshold threshold = new ThresholdParser(Map.of(), List.of(series)).parse(text);
    assertThat(threshold.series()).contains(series);
    assertThat(threshold.limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          queue_depth < 5           | say which statistic of queue_depth is meant
          queue_depth.p95 < 5       | name a statistic of queue_depth
          queue_depth{step=a}.max<5 | have no tags, for queue_depth is a series of a probe
          queue_dept.max < 5        | Did you mean queue_depth?
          probe_series.max < 5      | name a known measure
          target_cpu_ratio.max < 1  | add probes: [{process: PID or command, name: target}]
          """)
  void parse_aProbesSeriesWrongly_saysWhatIsWrong(String text, String problem) {
    ThresholdParser parser =
        new ThresholdParser(
            Map.of(), List.of(new ProbeSeries("queue_depth", ProbeSeries.Unit.NUMBER, "A queue.")));
    assertThatThrownBy(() -> parser.parse(text)).hasMessageContaining(problem);
  }

  @Test
  void parse_shareOfOffered_isMarked() {
    assertThat(PARSER.parse("achieved_rate >= 95% of offered warn 98% of offered"))
        .returns(true, Threshold::ofOffered)
        .returns(OptionalDouble.of(0.98), Threshold::warn);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "response_time{step=GET /history/{session}}.p95 < 1s | GET /history/{session}",
        "response_time{step=\"a,b\"}.p95 < 1s | a,b",
        "response_time{ step = chat }.p95 < 1s | chat"
      })
  void parse_tagValue_mayHaveBracesAndQuotes(String text, String step) {
    assertThat(PARSER.parse(text).tags()).containsExactly(Map.entry("step", step));
  }

  @Test
  void parse_figureOfNoName_isRejected() {
    assertThatThrownBy(() -> PARSER.parse("recorded.mean > 1"))
        .hasMessage(
            "must say which figure is meant, got: recorded.mean > 1."
                + " Write recorded{record=NAME}, by the name of a step record.");
    assertThatThrownBy(() -> PARSER.parse("recorded{record=x} > 1"))
        .hasMessage(
            "must say which statistic of recorded is meant, got: recorded{record=x} > 1."
                + " Use one of: mean, sum, count, rate.");
  }

  @Test
  void parse_repeatedTag_isRejected() {
    assertThatThrownBy(() -> PARSER.parse("error_ratio{step=chat,step=chat} < 1%"))
        .hasMessage(
            "must name every tag once, got: error_ratio{step=chat,step=chat} < 1%. Remove one step.");
  }
}
