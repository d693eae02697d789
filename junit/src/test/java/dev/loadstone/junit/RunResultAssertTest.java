package dev.loadstone.junit;

import static dev.loadstone.junit.LoadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A second of 100 operations, of which 90 took 10 ms and 10 failed. */
final class RunResultAssertTest {
  private static final long SECOND = 1_000_000_000L;

  private static RunResult result(List<String> driverFailures, String... thresholds) {
    List<Threshold> parsed =
        List.of(thresholds).stream().map(new ThresholdParser(Map.of())::parse).toList();
    RunAccumulator run = new RunAccumulator();
    run.started(
        new RunStart(
            "shop",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            "open",
            0,
            SECOND,
            List.of(),
            parsed,
            Optional.empty(),
            List.of("buy")));
    Tags step = Tags.of("step", "buy").with("phase", "steady");
    Tags whole = Tags.of("phase", "steady");
    Histogram times = Histograms.empty();
    times.recordValueWithCount(10_000_000, 90);
    double unknown = Double.NaN;
    run.interval(
        new IntervalSnapshot(
            0,
            0,
            SECOND,
            Map.of(new SeriesKey(Measure.RESPONSE_TIME, step), times),
            Map.of(
                new CounterKey(CounterKey.OPERATIONS, step.with("outcome", "ok")), 90L,
                new CounterKey(
                        CounterKey.OPERATIONS,
                        step.with("outcome", "failed").with("error", "reset")),
                    10L,
                new CounterKey(CounterKey.ITERATIONS, whole.with("outcome", "ok")), 90L,
                new CounterKey(CounterKey.ITERATIONS, whole.with("outcome", "failed")), 10L,
                new CounterKey(CounterKey.OFFERED, whole), 100L,
                new CounterKey(CounterKey.STARTED, whole), 100L),
            0,
            0,
            0,
            new GeneratorSample(
                unknown, 0.1, unknown, unknown, unknown, unknown, unknown, unknown)));
    run.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", SECOND, driverFailures));
    return run.result();
  }

  @Test
  void assertions_onWhatIsSo_passAndGoOn() {
    assertThatCode(() ->
            assertThat(result(List.of(), "error_ratio < 20%"))
                .meetsItsThresholds()
                .responseTime()
                .p90()
                .isLessThan(ofMillis(11))
                .responseTime("buy")
                .max()
                .isLessThanOrEqualTo(ofMillis(11))
                .times(Measure.RESPONSE_TIME, "buy")
                .min()
                .isGreaterThan(ofMillis(9))
                .errorRatio()
                .isLessThanOrEqualTo(0.1)
                .errorRatio("buy")
                .isGreaterThan(0.05)
                .achievedRate()
                .isAtLeastOfOffered(0.9)
                .achievedRate("buy")
                .isGreaterThanOrEqualTo(90)
                .operationRate()
                .isLessThan(91)
                .counter(CounterKey.OPERATIONS)
                .isEqualTo(100))
        .doesNotThrowAnyException();
  }

  @Test
  void assertions_onWhatIsNotSo_tellWhatWasSeen() {
    RunResult result = result(List.of());
    assertThatThrownBy(() -> assertThat(result).responseTime("buy").p90().isLessThan(ofMillis(5)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("response_time{step=buy}.p90 < 5ms was missed: 10.0 ms.");
    assertThatThrownBy(() -> assertThat(result).errorRatio().isZero())
        .hasMessage("error_ratio == 0 was missed: 10.0 %.");
    assertThatThrownBy(() -> assertThat(result).achievedRate().isAtLeastOfOffered(0.95))
        .hasMessage("achieved_rate >= 0.95 of offered was missed: 90/s.");
    assertThatThrownBy(() -> assertThat(result).checkRatio().isGreaterThan(0.9))
        .hasMessage("check_ratio > 0.9 was missed: there are no data.");
  }

  @Test
  void assertions_withTooFewSamples_fail() {
    assertThatThrownBy(
            () -> assertThat(result(List.of())).responseTime().p99().isLessThan(ofMillis(50)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "response_time.p99 < 50ms could not be judged: too few samples: 90 of the 500 that p99"
                + " needs.");
  }

  @Test
  void assertions_onAnInvalidRun_failWithItsReasons() {
    RunResult result = result(List.of("out of memory"), "error_ratio < 20%");
    assertThatThrownBy(() -> assertThat(result).responseTime().p50().isLessThan(ofMillis(50)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "response_time.p50 < 50ms could not be judged: the run is invalid.\n"
                + "  The generator failed: out of memory.");
    assertThatThrownBy(() -> assertThat(result).meetsItsThresholds())
        .hasMessage("The run of shop is invalid:\n  The generator failed: out of memory.");
    assertThatThrownBy(() -> assertThat(result).counter(CounterKey.OPERATIONS).isEqualTo(100))
        .hasMessage(
            "operations could not be judged: the run is invalid.\n"
                + "  The generator failed: out of memory.");
  }

  @Test
  void thresholds_missedOrNotJudged_areAllTold() {
    assertThatThrownBy(() ->
            assertThat(
                    result(
                        List.of(),
                        "error_ratio < 1%",
                        "response_time.p50 < 1s",
                        "response_time.p99 < 1s"))
                .meetsItsThresholds())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "The run of shop does not meet its thresholds:\n"
                + "  error_ratio < 1% was missed: 10.0 %.\n"
                + "  response_time.p99 < 1s could not be judged: too few samples: 90 of the 500 that"
                + " p99 needs.");
  }

  @Test
  void thresholds_none_cannotBeMet() {
    assertThatThrownBy(() -> assertThat(result(List.of())).meetsItsThresholds())
        .isInstanceOf(AssertionError.class)
        .hasMessage("The plan shop has no thresholds, so there is nothing to meet.");
  }
}
