package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Figures that a plan takes down of what answers tell. */
@Timeout(60)
final class RecordingIT {
  private static final String STEPS =
      """
      - http: /arbitrate
        extract: {cost: $.cost, direct: $.direct, chosen: $.chosen, took: $.took, agreed: $.agreed}
      - {record: saving, value: "1 - ${cost} / ${direct}"}
      - {record: loss, value: "0 - ${cost}"}
      - {record: right, holds: "${chosen} == fast"}
      - {record: agreed, value: "${agreed}"}
      - {record: decision, value: "${took}", unit: ms}
      - {record: cheaper, holds: "${cost} < ${direct}"}
      - {record: twice, holds: "${cost} == ${took}"}
      - {record: other, holds: "${chosen} != ${cost}"}
      """;

  private static RunResult run(String thresholds, String... answers) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    RawServer.Answer turn =
        (request, socket) ->
            RawServer.say(
                socket,
                RawServer.response(
                    "200 OK", "", answers[asked.getAndIncrement() % answers.length]));
    try (RawServer server = RawServer.answering(turn)) {
      return Runs.run(
          Runs.plan(
              server.url(), thresholds, "{phases: [{rate: 20/s, for: 1s}], drain: 3s}", STEPS));
    }
  }

  private static String answer(String cost, String chosen, String took) {
    return "{\"cost\":"
        + cost
        + ",\"direct\":0.8,\"chosen\":\""
        + chosen
        + "\",\"took\":"
        + took
        + ",\"agreed\":true}";
  }

  @Test
  void figures_ofAnswers_areSummedExactly() throws Exception {
    RunResult result =
        run(
            "thresholds: ['recorded{record=saving}.mean >= 45%',"
                + " 'recorded{record=right}.mean > 60%', 'recorded{record=loss}.sum < -7.99',"
                + " 'recorded{record=agreed}.mean >= 1', 'recorded{record=right}.count == 20',"
                + " 'recorded_time{record=decision}.max < 11ms']",
            answer("0.3", "fast", "2.5"), answer("0.5", "slow", "10"));

    assertThat(result.thresholds())
        .extracting(judged -> judged.verdict() == Verdict.FAIL)
        .containsExactly(false, true, false, false, false, false);
    assertThat(result.thresholds().getFirst().observed()).isCloseTo(0.5, within(1e-8));
    assertThat(result.thresholds().get(1).observed()).isEqualTo(0.5);
    assertThat(result.thresholds().get(2).observed()).isCloseTo(-8, within(1e-8));
    assertThat(
            result
                .times(Measure.RECORDED_TIME, Tags.of("record", "decision"))
                .max()
                .orElseThrow()
                .toNanos())
        .isBetween(9_990_000L, 10_010_000L);
  }

  @Test
  void condition_onTwoValues_comparesNumbersAsNumbersAndElseTexts() throws Exception {
    RunResult result = run("", answer("0.50", "fast", "0.5"), answer("10", "10", "9"));

    assertThat(result.value("recorded{record=cheaper}.mean")).hasValue(0.5);
    assertThat(result.value("recorded{record=twice}.mean")).hasValue(0.5);
    assertThat(result.value("recorded{record=other}.mean")).hasValue(0.5);
  }

  @Test
  void arithmetic_ofFigures_isJudgedInTheUnitOfItsLimit() throws Exception {
    RunResult result =
        run(
            "thresholds: ['1 - recorded{record=saving}.sum / recorded{record=saving}.count < 60%',"
                + " 'recorded{record=loss}.mean / recorded{record=saving}.mean > -1',"
                + " 'response_time.max - response_time.min < 1h',"
                + " 'recorded{record=right}.mean / dropped < 1',"
                + " 'response_time.p50 over 1s < 1ns in 50%', 'response_time.max over 1s < 1h in 99%']",
            answer("0.3", "fast", "2.5"), answer("0.5", "slow", "10"));

    assertThat(result.thresholds())
        .extracting(judged -> judged.verdict())
        .containsExactly(
            Verdict.PASS, Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.FAIL, Verdict.PASS);
    assertThat(result.thresholds().getFirst().observed()).isCloseTo(0.5, within(1e-8));
    assertThat(result.thresholds().get(4).observed()).isZero();
    assertThat(result.thresholds().get(5).observed()).isEqualTo(1);
    assertThat(result.value("recorded{record=loss}.mean / recorded{record=saving}.mean"))
        .hasValueCloseTo(-0.8, within(1e-8));
  }

  @Test
  void value_thatIsNoNumber_isCountedAndLeavesItsThresholdOpen() throws Exception {
    RunResult result =
        run(
            "thresholds: ['recorded{record=saving}.mean > 0']",
            answer("0.4", "fast", "1"),
            answer("\"free\"", "fast", "-1"));

    assertThat(result.counter(CounterKey.UNRECORDED, Map.of("record", "saving"))).isEqualTo(10);
    assertThat(result.counter(CounterKey.UNRECORDED, Map.of("record", "decision"))).isEqualTo(10);
    assertThat(result.thresholds().getFirst().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.thresholds().getFirst().reason())
        .isEqualTo("some of the values were missing or no numbers (see the counter unrecorded)");
  }
}
