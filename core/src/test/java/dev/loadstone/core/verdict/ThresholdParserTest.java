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
    "RATE, queue_depth.max < 30/m, 0.5",
    "BYTES_PER_SECOND, queue_depth.mean < 10MB/s, 10000000"
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

  @ParameterizedTest
  @CsvSource({
    "target_memory_growth < 10MB/h, MEMORY_GROWTH, BYTES_PER_HOUR, 10000000",
    "target_memory_growth_per_operation <= 1KB, MEMORY_GROWTH_PER_OPERATION, BYTES, 1000",
  })
  void parse_growthOfAMemorySeries_isAFigureOfTheRun(
      String text, Measure measure, ProbeSeries.Unit unit, double limit) {
    ProbeSeries series = new ProbeSeries("target_memory_bytes", ProbeSeries.Unit.BYTES, "RSS.");

    Threshold threshold = new ThresholdParser(Map.of(), List.of(series)).parse(text);

    assertThat(threshold.measure()).isEqualTo(measure);
    assertThat(threshold.ownUnit()).contains(unit);
    assertThat(threshold.limit()).isEqualTo(limit);
    assertThat(threshold.subject()).isEqualTo(text.substring(0, text.indexOf(' ')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          target_memory_growth < 10MB    | must be a growth, got: 10MB. Write it as 10MB/h.
          target_memory_growth.max < 1MB | must have no statistic, for target_memory_growth is a single figure
          memory_growth < 1MB/h          | must name a known measure, got: memory_growth.
          other_memory_growth < 1MB/h    | must name a known measure, got: other_memory_growth.
          """)
  void parse_growthWrongly_saysWhatIsWrong(String text, String problem) {
    ProbeSeries series = new ProbeSeries("target_memory_bytes", ProbeSeries.Unit.BYTES, "RSS.");
    ThresholdParser parser = new ThresholdParser(Map.of(), List.of(series));

    assertThatThrownBy(() -> parser.parse(text)).hasMessageStartingWith(problem);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "response_time{step=chat}.p50 - response_time{step=\"a,b\"}.p50 < 15ms | 0.015 | SECONDS | 2",
        "response_time.p99.9 / response_time.p50 <= 10 | 10 | NUMBER | 2",
        "1 - recorded{record=a}.sum/recorded{record=b}.sum >= 18% | 0.18 | RATIO | 2",
        "(tokens.rate + input_tokens.rate) * 2 > 100/s warn 120/s abort | 100 | RATE | 2",
        "bytes_sent.count / 2 < 1MB | 1000000 | BYTES | 1",
        "achieved_rate - offered_rate > -5/s | -5 | RATE | 2",
      })
  void parse_arithmetic_hasItsFiguresAndTheUnitOfItsLimit(
      String text, double limit, ProbeSeries.Unit unit, int operands) {
    Threshold threshold = PARSER.parse(text);

    assertThat(threshold.measure()).isEqualTo(Measure.COMPOSITE);
    assertThat(threshold.limit()).isEqualTo(limit);
    assertThat(threshold.composite().orElseThrow().unit()).isEqualTo(unit);
    assertThat(threshold.composite().orElseThrow().operands()).hasSize(operands);
    assertThat(threshold.abort()).isEqualTo(text.endsWith("abort"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "response_time - response_time.p50 < 1s | must say which statistic of response_time is meant, got: response_time. Use one of: min,",
        "response_time.p50 - x < 1s | must name a known measure, got: x.",
        "response_time.p50 over 1s + 1 < 1s | must be a number, a value or arithmetic with them, but is not at \"over 1s + 1\", got:",
        "1 + 2 < 3 | must be a threshold, got: 1 + 2 < 3.",
        "response_time{step=chat}.p50 - response_time{step=caht}.p50 < 1s | must name a known step, got: caht. Did you mean chat?",
      })
  void parse_arithmeticThatIsNone_isRejected(String text, String message) {
    assertThatThrownBy(() -> PARSER.parse(text)).hasMessageStartingWith(message);
  }

  @Test
  void parse_shareOfWindows_isKept() {
    Threshold threshold = PARSER.parse("response_time.p95 over 1s < 200ms in 99%");

    assertThat(threshold.share()).hasValue(0.99);
    assertThat(threshold.limit()).isEqualTo(0.2);
    assertThat(threshold.ownUnit()).contains(ProbeSeries.Unit.RATIO);
  }

  @ParameterizedTest
  @CsvSource({
    "response_time.p95 < 200ms in 99%",
    "response_time.p95 over 1s < 200ms in 101%",
    "response_time.p95 over 1s < 200ms in 99% abort"
  })
  void parse_shareOfNoWindows_isRejected(String text) {
    assertThatThrownBy(() -> PARSER.parse(text))
        .hasMessage(
            "must have a share of windows above 0% and up to 100%, beside over, and neither warn nor"
                + " abort, got: "
                + text
                + ". Write it as response_time.p95 over 1s < 200ms in 99%.");
  }

  @ParameterizedTest
  @CsvSource({
    "breaking_point >= 300, 300",
    "recovery_time < 2.5s, 2.5",
    "degradation < 20%, 0.2",
  })
  void parse_figureOfTheCourse_hasItsOwnUnit(String text, double limit) {
    assertThat(PARSER.parse(text).limit()).isEqualTo(limit);
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
