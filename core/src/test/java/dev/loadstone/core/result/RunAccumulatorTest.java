package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Runs of a second of warm-up and four of load, told as intervals. */
final class RunAccumulatorTest {
  private static final long SECOND = 1_000_000_000L;
  private static final RunEnd COMPLETED = end(RunEnd.Reason.COMPLETED, "");
  private static final ThresholdParser PARSER = new ThresholdParser(Map.of("step", Set.of("a")));

  private final RunAccumulator run = new RunAccumulator();
  private int interval;
  private double loopCpu = 0.1;
  private String model = "open";

  /**
   * How many operations of each second wait for 300 ms, and how much of that is the generator's.
   */
  private long waiting;

  private long waitingForGeneratorMillis;

  private static RunEnd end(RunEnd.Reason reason, String detail) {
    return new RunEnd(reason, detail, 5 * SECOND, List.of());
  }

  private void start(String... thresholds) {
    List<Threshold> parsed = List.of(thresholds).stream().map(PARSER::parse).toList();
    run.started(
        new RunStart(
            "t",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            model,
            SECOND,
            4 * SECOND,
            List.of(),
            parsed,
            Optional.empty(),
            List.of("a")));
    second(PhaseWindow.WARM_UP, 1_000, 0, 500, Map.of());
  }

  private void second(long ok, long failed) {
    second("steady", ok, failed, 0, Map.of());
  }

  private void second(
      String phase, long ok, long failed, long delayMillis, Map<String, Long> dropped) {
    Tags step = Tags.of("step", "a").with("phase", phase);
    Tags whole = Tags.of("phase", phase);
    Histogram response = Histograms.empty();
    Histogram delay = Histograms.empty();
    response.recordValueWithCount(10_000_000, ok - waiting);
    response.recordValueWithCount(310_000_000, waiting);
    delay.recordValueWithCount(waitingForGeneratorMillis * 1_000_000, waiting);
    delay.recordValueWithCount(delayMillis * 1_000_000, ok + failed - waiting);
    Map<CounterKey, Long> counters = new HashMap<>();
    long lost = dropped.values().stream().mapToLong(Long::longValue).sum();
    counters.put(new CounterKey(CounterKey.OPERATIONS, step.with("outcome", "ok")), ok);
    counters.put(new CounterKey(CounterKey.ITERATIONS, whole.with("outcome", "ok")), ok);
    counters.put(new CounterKey(CounterKey.OFFERED, whole), ok + failed + lost);
    counters.put(new CounterKey(CounterKey.STARTED, whole), ok + failed);
    counters.put(
        new CounterKey(
            CounterKey.OPERATIONS, step.with("outcome", "failed").with("error", "reset")),
        failed);
    counters.put(new CounterKey(CounterKey.ITERATIONS, whole.with("outcome", "failed")), failed);
    dropped.forEach((reason, count) ->
        counters.put(new CounterKey(CounterKey.DROPPED, whole.with("reason", reason)), count));
    double unknown = Double.NaN;
    run.interval(
        new IntervalSnapshot(
            interval,
            interval * SECOND,
            ++interval * SECOND,
            Map.of(
                new SeriesKey(Measure.RESPONSE_TIME, step), response,
                new SeriesKey(Measure.START_DELAY_GENERATOR, step), delay),
            counters,
            0,
            0,
            0,
            new GeneratorSample(
                unknown, loopCpu, unknown, unknown, unknown, unknown, unknown, unknown)));
  }

  private RunResult result(RunEnd end) {
    run.ended(end);
    return run.result();
  }

  private RunResult afterSeconds(long ok, long failed) {
    for (int i = 0; i < 4; i++) {
      second(ok, failed);
    }
    return result(COMPLETED);
  }

  private RunResult afterSeconds(long delayMillis, Map<String, Long> dropped) {
    for (int i = 0; i < 4; i++) {
      second("steady", 100, 0, delayMillis, dropped);
    }
    return result(COMPLETED);
  }

  @Test
  void result_steadyRun_sumsUpWithoutTheWarmUp() {
    start("error_ratio < 20%", "response_time.p95 < 1s");
    RunResult result = afterSeconds(90, 10);

    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.load().offered()).isEqualTo(400);
    assertThat(result.load().completed()).isEqualTo(360);
    assertThat(result.load().failedOperations()).isEqualTo(40);
    assertThat(result.load().achievedRate()).isEqualTo(90);
    assertThat(result.thresholds().getFirst().observed()).isEqualTo(0.1);
    assertThat(result.measures())
        .allSatisfy(measure ->
            assertThat(measure.percentiles().values()).allMatch(value -> value <= measure.max()));
  }

  @Test
  void result_loadChangedByHand_isInconclusiveAndSaysSo() {
    start("error_ratio < 5%");
    run.adjusted(new Adjustment(2 * SECOND, 100, 250, true));
    RunResult result = afterSeconds(90, 10);

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.thresholds().getFirst().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.reasons())
        .contains(
            "The load was changed by hand, so that nothing follows for the load of the plan.");
    assertThat(result.warnings())
        .extracting(Warning::message)
        .contains("The load was changed by hand at second 2, from 100/s to 250/s.");
  }

  @Test
  void result_noData_fails() {
    start("connect_time.p95 < 1s");
    RunResult result = afterSeconds(100, 0);

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.reasons())
        .containsExactly("Missed: connect_time.p95 < 1s (there are no data).");
  }

  @Test
  void result_tooFewSamples_isInconclusive() {
    start("response_time.p99 < 1s");
    RunResult result = afterSeconds(100, 0);

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.thresholds().getFirst().reason())
        .isEqualTo("too few samples: 400 of the 500 that p99 needs");
  }

  @Test
  void result_withinTheMargin_warns() {
    start("error_ratio < 10.5%");
    assertThat(afterSeconds(90, 10).verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void result_shareOfOfferedMissed_fails() {
    start("achieved_rate >= 95% of offered");
    assertThat(afterSeconds(90, 10).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void result_generatorLate_isInvalid() {
    start();
    assertThat(afterSeconds(50, Map.of()).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void result_droppedByTheLimit_isNotInvalid() {
    start();
    assertThat(afterSeconds(0, Map.of("max_in_flight", 10L)).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void result_droppedByTheGenerator_isInvalid() {
    start();
    assertThat(afterSeconds(0, Map.of("generator", 10L)).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void result_closedLoadDroppedForWantOfPorts_isInvalidAndSaysHowMany() {
    model = "closed";
    start();
    RunResult result = afterSeconds(0, Map.of("ports", 10L));

    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.load().offered()).isEqualTo(440);
    assertThat(result.reasons())
        .containsExactly(
            "40 of 440 intended iterations were never started: the generator had no local port left for a connection; name more of its addresses in http.localAddresses.");
  }

  @Test
  void result_saturatedAndMissed_isInvalid() {
    loopCpu = 0.99;
    start("error_ratio < 1%");
    assertThat(afterSeconds(90, 10).verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void result_missedOnlyThroughTheGeneratorsStall_isInvalidAndSaysWhy() {
    start("response_time.p99.9 < 100ms", "response_time.p99 < 100ms");
    waiting = 4;
    waitingForGeneratorMillis = 300;
    RunResult result = afterSeconds(1_500, 0);

    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.reasons())
        .containsExactly(
            "Missed: response_time.p99.9 < 100ms.",
            "That is the generator's fault: at this percentile it was 300 ms late itself, "
                + "without which the threshold holds: response_time.p99.9 < 100ms.");
  }

  @Test
  void result_shareOfWindowsMissedInALateSecond_isNotMeasuredByTheDelay() {
    start("response_time.p50 over 1s < 100ms in 99%");
    waiting = 60;
    waitingForGeneratorMillis = 300;

    assertThat(afterSeconds(100, 0).reasons())
        .contains("Missed: response_time.p50 over 1s < 100ms in 99%.")
        .noneMatch(reason -> reason.startsWith("That is the generator's fault"));
  }

  @Test
  void result_missedThroughTheTargetToo_fails() {
    start("response_time.p99.9 < 100ms");
    waiting = 4;
    waitingForGeneratorMillis = 150;
    assertThat(afterSeconds(1_500, 0).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void result_cutRun_isInvalidAndSaysWhy() {
    start();
    second(100, 0);
    RunResult result =
        result(new RunEnd(RunEnd.Reason.CUT, "it was killed", 2 * SECOND, List.of()));

    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.reasons()).anyMatch(reason -> reason.endsWith(": it was killed."));
    assertThat(result.duration()).isEqualTo(1);
  }

  @Test
  void result_interrupted_isInconclusive() {
    start();
    second(100, 0);
    assertThat(result(end(RunEnd.Reason.INTERRUPTED, "")).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void result_abortedButRecovered_stillFails() {
    start("error_ratio < 10% abort");
    second(80, 20);
    assertThat(run.abortReason()).contains("threshold missed: error_ratio < 10% abort");
    second(1_000, 0);
    RunResult result = result(end(RunEnd.Reason.ABORTED, "threshold missed"));

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.reasons()).contains("The run was aborted: threshold missed.");
  }

  @Test
  void result_windowMissedAtHigherRate_isNotHiddenByALowerOne() {
    start("achieved_rate over 1s >= 90% of offered");
    second(10, 0);
    second(500, 500);
    second(1_000, 0);
    second(1_000, 0);
    RunResult result = result(COMPLETED);

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.thresholds().getFirst().observed()).isEqualTo(500);
  }

  @Test
  void judge_afterTheRun_isAsTheRunItselfJudges() {
    String[] thresholds = {
      "error_ratio < 20%",
      "error_ratio{step=a} < 5%",
      "error_ratio{error=reset} < 5%",
      "response_time.p95 < 1s",
      "response_time{step=a}.p99 < 10ms",
      "response_time.p99.99 < 1s",
      "response_time.count >= 360",
      "response_time.rate >= 90/s",
      "service_time.p50 < 1s",
      "achieved_rate >= 95% of offered",
      "achieved_rate{step=a} >= 85/s",
      "operation_rate > 1/s",
      "offered_rate > 99/s",
      "dropped.count == 0",
      "check_ratio > 90%"
    };
    start(thresholds);
    RunResult result = afterSeconds(90, 10);

    for (ThresholdResult judged : result.thresholds()) {
      ThresholdResult later = result.judge(judged.threshold().expression());
      assertThat(later.verdict()).as(judged.toString()).isEqualTo(judged.verdict());
      assertThat(later.reason()).isEqualTo(judged.reason());
      if (judged.verdict() != Verdict.INCONCLUSIVE) {
        assertThat(later.observed()).isEqualTo(Double.valueOf(judged.observed()));
      }
    }
    assertThat(result.judge("response_time.p99.99 < 1s").observed()).isNaN();
    assertThat(result.judge("response_time.p99.99 < 1s").reason())
        .isEqualTo("too few samples: 360 of the 50,000 that p99.99 needs");
  }

  @Test
  void judge_whatTheResultNoLongerTells_isRefused() {
    start();
    RunResult result = afterSeconds(90, 10);

    assertThatThrownBy(() -> result.judge("error_ratio over 2s < 5%"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "error_ratio over 2s < 5% must ask for what a result tells: no window, no level, no"
                + " count by phase, and times of one part. Make it a threshold of the plan instead.");
    assertThatThrownBy(() -> result.judge("response_time{step=b}.p95 < 1s"))
        .isInstanceOf(InvalidTextException.class)
        .hasMessage("must name a known step, got: b. Did you mean a?");
  }

  @Test
  void figures_asked_areTypedAndAbsentWhereUnknown() {
    start();
    RunResult result = afterSeconds(90, 10);

    assertThat(result.responseTime("a").p95()).contains(Duration.ofNanos(10_002_431));
    assertThat(result.responseTime().count()).isEqualTo(360);
    assertThat(result.responseTime().p99()).isEmpty();
    assertThat(result.times(Measure.TIME_TO_FIRST_TOKEN).max()).isEmpty();
    assertThat(result.errorRatio()).hasValue(0.1);
    assertThat(result.errorRatio("a")).hasValue(0.1);
    assertThat(result.achievedRate()).hasValue(90);
    assertThat(result.achievedRate("a")).hasValue(90);
    assertThat(result.offeredRate()).hasValue(100);
    assertThat(result.counter(CounterKey.OPERATIONS)).isEqualTo(400);
    assertThat(result.counter(CounterKey.OPERATIONS, Map.of("error", "reset"))).isEqualTo(40);
    assertThatThrownBy(() -> result.responseTime("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step must name a step of the plan, got: b. Did you mean a?");
  }
}
