package dev.loadstone.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.benchmark.BenchmarkResult.Identity;
import dev.loadstone.core.benchmark.SteadyState.Kind;
import dev.loadstone.core.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchmarkResultTest {
  private static final long MILLI = 1_000_000;

  /** Warm-up of so many iterations of 90 ms, then samples of 40 ms, one after the other. */
  private static SampleLog log(int warmUp, int samples, long sampleNanos) {
    SampleLog log = new SampleLog();
    long now = 0;
    for (int i = 0; i < warmUp; i++) {
      log.add(now, 90 * MILLI);
      now += 90 * MILLI;
    }
    log.warmUpEnds();
    for (int i = 0; i < samples; i++) {
      log.add(now, sampleNanos);
      now += sampleNanos;
    }
    return log;
  }

  private static Identity identity(boolean forked, BenchmarkTarget... targets) {
    return new Identity("quote", Map.of("team", "a"), 1, List.of(targets), forked);
  }

  private static BenchmarkResult of(SampleLog log, BenchmarkTarget... targets) {
    return BenchmarkResult.of(
        identity(false, targets), List.of(log), ResourceUse.UNKNOWN.withAllocated(64), "");
  }

  @Test
  void result_warmUpAndSamples_hasFiguresOfSamplesOnly() {
    BenchmarkResult result = of(log(10, 100, 40 * MILLI));

    assertThat(result.times().max()).isEqualTo(0.04);
    assertThat(result.times().count()).isEqualTo(100);
    assertThat(result.operationsPerSecond()).isCloseTo(25, within(1e-9));
    assertThat(result.successRatio()).isEqualTo(1);
    assertThat(result.warmUps()).containsExactly(10);
    assertThat(result.steadyStates()).containsExactly(new SteadyState(Kind.STEADY, 10));
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void result_warmUpTooShort_leavesOutWhatWasNotSteady() {
    SampleLog log = log(40, 200, 40 * MILLI);
    SampleLog guessed = new SampleLog();
    guessed.warmUpEnds();
    long now = 0;
    for (double seconds : log.durations(0)) {
      long nanos = Math.round(seconds * 1e9);
      guessed.add(now, nanos);
      now += nanos;
    }

    BenchmarkResult result = of(guessed);

    assertThat(result.lateWarmUp()).isEqualTo(40);
    assertThat(result.times().max()).isEqualTo(0.04);
  }

  @Test
  void result_failures_areCountedAndNotTimed() {
    SampleLog log = log(0, 30, 40 * MILLI);
    for (int i = 0; i < 10; i++) {
      log.addFailed(i, 5_000 * MILLI, i % 2 == 0 ? "timeout_total" : "reset");
    }

    BenchmarkResult result = of(log);

    assertThat(result.times().max()).isEqualTo(0.04);
    assertThat(result.successRatio()).isEqualTo(0.75);
    assertThat(result.errors()).isEqualTo(Map.of("timeout_total", 5L, "reset", 5L));
  }

  @ParameterizedTest
  @CsvSource({
    "MEDIAN, 0.05, PASS, -0.01",
    "MEDIAN, 0.042, WARN, -0.002",
    "P95, 0.039, FAIL, 0.001",
    "P99, 1, INCONCLUSIVE, -0.96",
    "OPERATIONS_PER_SECOND, 20, PASS, 5",
    "OPERATIONS_PER_SECOND, 24, WARN, 1",
    "OPERATIONS_PER_SECOND, 26, FAIL, -1",
    "SUCCESS_RATIO, 0.95, PASS, 0.05",
    "ALLOCATED_PER_OPERATION, 64, WARN, 0",
    "HEAP, 100, FAIL, NaN",
  })
  void target_byFigure_isJudgedWithItsDifference(
      Figure figure, double limit, Verdict verdict, double difference) {
    BenchmarkResult result = of(log(0, 100, 40 * MILLI), new BenchmarkTarget(figure, limit));

    TargetResult judged = result.targets().getFirst();
    assertThat(judged.verdict()).isEqualTo(verdict);
    assertThat(judged.difference())
        .satisfiesAnyOf(
            seen -> assertThat(seen).isCloseTo(difference, within(1e-9)),
            seen -> assertThat(seen).isEqualTo(difference));
    assertThat(result.verdict()).isEqualTo(verdict);
  }

  @Test
  void target_ofTooFewSamples_saysHowManyItNeeds() {
    BenchmarkResult result = of(log(0, 100, 40 * MILLI), new BenchmarkTarget(Figure.P99, 1));

    assertThat(result.targets().getFirst().reason())
        .isEqualTo("too few samples: 100 of the 500 that p99 needs");
  }

  @Test
  void target_metByASeriesThatIsNeverSteady_isAWarning() {
    SampleLog log = new SampleLog();
    for (int i = 0; i < 300; i++) {
      log.add(i, (20 + i / 10) * MILLI);
    }

    BenchmarkResult result = of(log, new BenchmarkTarget(Figure.MEDIAN, 1));

    assertThat(result.isNeverSteady()).isTrue();
    assertThat(result.targets().getFirst())
        .extracting(TargetResult::verdict, TargetResult::reason)
        .containsExactly(Verdict.WARN, "met, but the series is never steady");
  }

  @Test
  void result_stopped_fails() {
    BenchmarkResult result =
        BenchmarkResult.of(
            identity(false), List.of(log(0, 5, MILLI)), ResourceUse.UNKNOWN, "an iteration failed");

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void result_nothingSucceeded_failsWithoutFigures() {
    BenchmarkResult result = of(new SampleLog());

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.successRatio()).isNaN();
    assertThat(result.operationsPerSecond()).isNaN();
  }

  @Test
  void forks_meansOfThree_haveStudentsInterval() {
    List<SampleLog> runs =
        List.of(log(0, 50, 10 * MILLI), log(0, 50, 11 * MILLI), log(0, 50, 12 * MILLI));

    BenchmarkResult result = BenchmarkResult.of(identity(true), runs, ResourceUse.UNKNOWN, "");

    ForkSummary forks = result.forks().orElseThrow();
    assertThat(forks.mean()).isCloseTo(0.011, within(1e-12));
    // 0.011 ± 4.303 · 0.001 / √3
    assertThat(forks.interval().orElseThrow().low()).isCloseTo(0.0085156, within(1e-7));
    assertThat(result.times().count()).isEqualTo(150);
  }

  @Test
  void sampling_moreIterationsThanAreKept_isRefused() {
    assertThatThrownBy(
            () -> new Sampling(500_000, Duration.ZERO, 500_001, Duration.ofSeconds(1), false))
        .hasMessage("warmUpIterations and samples together must be at most 1000000, got: 1000001");
  }

  @Test
  void log_full_takesNoMore() {
    SampleLog log = new SampleLog();
    for (int i = 0; i < Sampling.KEPT_MAX; i++) {
      log.add(i, 1);
    }

    assertThat(log.isFull()).isTrue();
    assertThatThrownBy(() -> log.add(0, 1)).hasMessage("the log is full: 1000000");
  }
}
