package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ProbeReadings;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Probes in results: a run of a second of warm-up and some that are measured. */
final class ProbeSeriesResultTest {
  private static final long SECOND = 1_000_000_000L;
  private static final ProbeSeries DEPTH =
      new ProbeSeries("queue_depth", Unit.NUMBER, "Messages that wait.");

  private ProbeSeries series = DEPTH;
  private final List<ProbeReadings> seconds = new ArrayList<>();

  private static ProbeReadings depth(double value) {
    return new ProbeReadings(Map.of(DEPTH.name(), value), List.of());
  }

  private RunAccumulator run(String... thresholds) {
    RunAccumulator run = new RunAccumulator();
    ThresholdParser parser = new ThresholdParser(Map.of(), List.of(series));
    List<Threshold> parsed = List.of(thresholds).stream().map(parser::parse).toList();
    int measured = seconds.size() - 1;
    run.started(
        new RunStart(
            "x",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            "open",
            SECOND,
            measured * SECOND,
            List.of(new PhaseWindow("steady", SECOND, seconds.size() * SECOND, 1, 1, true)),
            parsed,
            Optional.empty(),
            List.of("a"),
            List.of(series)));
    for (int i = 0; i < seconds.size(); i++) {
      Seen seen =
          new Seen()
              .count(CounterKey.OPERATIONS, 10, "outcome=ok", "step=a")
              .count(CounterKey.ITERATIONS, 10, "outcome=ok")
              .count(CounterKey.OFFERED, 10)
              .count(CounterKey.STARTED, 10);
      run.interval(seen.second(i).with(seconds.get(i)));
    }
    return run;
  }

  private RunResult result(String... thresholds) {
    RunAccumulator run = run(thresholds);
    run.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", seconds.size() * SECOND, List.of()));
    return run.result();
  }

  @Test
  void summary_ofASeries_leavesTheWarmUpAndUnknownSecondsOut() {
    seconds.addAll(List.of(depth(99), depth(1), ProbeReadings.NONE, depth(4)));
    RunResult result = result();
    assertThat(result.series()).containsExactly(new SeriesSummary(DEPTH, 2, 1, 2.5, 4));
    assertThat(result.timeline().stream().map(TimelinePoint::probes))
        .containsExactly(
            Map.of("queue_depth", 99.0),
            Map.of("queue_depth", 1.0),
            Map.of(),
            Map.of("queue_depth", 4.0));
  }

  @Test
  void threshold_onASeries_isJudged() {
    seconds.addAll(List.of(depth(99), depth(1), depth(4)));
    RunResult result =
        result("queue_depth.max < 4", "queue_depth.mean < 5", "queue_depth.min >= 1");
    assertThat(result.thresholds())
        .extracting(ThresholdResult::verdict)
        .startsWith(Verdict.FAIL, Verdict.PASS);
    assertThat(result.thresholds())
        .extracting(ThresholdResult::observed)
        .containsExactly(4.0, 2.5, 1.0);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void threshold_overAWindow_seesTheWorstOne() {
    seconds.addAll(List.of(depth(99), depth(1), depth(3), depth(7), depth(1)));
    ThresholdResult judged = result("queue_depth.mean over 2s < 4").thresholds().getFirst();
    assertThat(judged.observed()).isEqualTo(5);
    assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void threshold_withoutAnyValue_fails() {
    seconds.addAll(List.of(depth(99), ProbeReadings.NONE));
    ThresholdResult judged = result("queue_depth.max < 4").thresholds().getFirst();
    assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judged.reason()).isEqualTo("there are no data");
    assertThat(judged.observed()).isNaN();
  }

  @Test
  void threshold_withAbort_endsTheRunAfterTenValues() {
    for (int i = 0; i < 11; i++) {
      seconds.add(depth(9));
    }
    assertThat(run("queue_depth.max < 4 abort").abortReason())
        .contains("threshold missed: queue_depth.max < 4 abort");
    seconds.removeLast();
    assertThat(run("queue_depth.max < 4 abort").abortReason()).isEmpty();
  }

  private static final ProbeSeries MEMORY =
      new ProbeSeries("target_memory_bytes", Unit.BYTES, "Memory in RAM.");

  /** Fails below the interval, passes above it, and cannot be told within it. */
  @Test
  void threshold_onAGrowth_isJudgedByItsInterval() {
    series = MEMORY;
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      double noise = 20_000 * random.nextGaussian();
      seconds.add(new ProbeReadings(Map.of(MEMORY.name(), 1e7 + 10_000 * i + noise), List.of()));
    }
    RunResult result =
        result(
            "target_memory_growth < 1MB/h",
            "target_memory_growth_per_operation < 500B",
            "target_memory_growth_per_operation < 2KB");

    assertThat(result.thresholds())
        .extracting(ThresholdResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.FAIL, Verdict.PASS);
    assertThat(result.growths().getFirst().perOperation().orElseThrow().value())
        .isBetween(850.0, 1_150.0);
    double low = result.thresholds().get(1).interval().orElseThrow().low();
    ThresholdResult between =
        result.judge(
            "target_memory_growth_per_operation < "
                + Math.round((low + result.thresholds().get(1).observed()) / 2)
                + "B");
    assertThat(between.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(between.reason()).isEqualTo("it is beyond the limit, but that may be chance");
  }

  @Test
  void threshold_onAGrowthSeenTooShort_isInconclusive() {
    series = MEMORY;
    for (int i = 0; i < 9; i++) {
      seconds.add(new ProbeReadings(Map.of(MEMORY.name(), 1e7), List.of()));
    }

    ThresholdResult judged = result("target_memory_growth < 1MB/h").thresholds().getFirst();

    assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judged.reason()).isEqualTo("memory was seen too seldom under a steady load");
    assertThat(judged.observed()).isNaN();
  }

  @Test
  void judge_afterTheRun_knowsSeries() {
    seconds.addAll(List.of(depth(99), depth(1), depth(4)));
    RunResult result = result();
    assertThat(result.judge("queue_depth.max < 5").observed()).isEqualTo(4);
    assertThatThrownBy(() -> result.judge("queue_depth.max over 2s < 5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no window");
  }

  @Test
  void failure_ofAProbe_isAWarningAndNotTheTargetsFault() {
    seconds.addAll(
        List.of(
            depth(1),
            new ProbeReadings(
                Map.of(), List.of(new ProbeReadings.Failure("queue", "connection refused")))));
    RunResult result = result();
    assertThat(result.warnings())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.code()).isEqualTo("probe_failed");
          assertThat(warning.message())
              .isEqualTo(
                  "The probe queue failed at second 2: connection refused."
                      + " Seconds in which it failed have no values.");
        });
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
  }
}
