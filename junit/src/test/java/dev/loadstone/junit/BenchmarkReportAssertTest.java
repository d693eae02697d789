package dev.loadstone.junit;

import static dev.loadstone.junit.LoadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkResult.Identity;
import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class BenchmarkReportAssertTest {
  private static final long MILLI = 1_000_000;

  /** Forty samples of 20 ms, and a failed one. */
  private static BenchmarkReport report(String stopped, BenchmarkTarget... targets) {
    SampleLog log = new SampleLog();
    log.warmUpEnds();
    for (int i = 0; i < 40; i++) {
      log.add(20L * i * MILLI, 20 * MILLI);
    }
    log.addFailed(800 * MILLI, 50 * MILLI, "timeout_total");
    BenchmarkResult result =
        BenchmarkResult.of(
            new Identity("quote", Map.of(), 1, List.of(targets), false),
            List.of(log),
            ResourceUse.UNKNOWN,
            stopped);
    return new BenchmarkReport("pricing", Instant.EPOCH, Map.of(), List.of(result));
  }

  private static void assertFails(ThrowingCallable assertion, String message) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessage(message.stripTrailing());
  }

  @Test
  void targets_metOrMetOnlyJust_pass() {
    BenchmarkReport report =
        report("", new BenchmarkTarget(Figure.MEDIAN, 0.05), new BenchmarkTarget(Figure.MAX, 0.02));
    assertThatCode(() -> assertThat(report).meetsItsTargets()).doesNotThrowAnyException();
  }

  @Test
  void targets_missedOrNotJudged_areToldWithTheirReasons() {
    BenchmarkReport report =
        report(
            "",
            new BenchmarkTarget(Figure.MEDIAN, 0.01),
            new BenchmarkTarget(Figure.MAX, 0.05),
            new BenchmarkTarget(Figure.P99, 1),
            new BenchmarkTarget(Figure.HEAP, 1));
    assertFails(
        () -> assertThat(report).meetsItsTargets(),
        """
        The benchmarks of pricing do not meet their targets:
          quote (1 user): median ≤ 10.0 ms was missed: 20.0 ms (+10.0 ms, +100 %).
          quote (1 user): p99 ≤ 1.00 s could not be judged: too few samples: 40 of the 500 that p99 needs.
          quote (1 user): heap ≤ 1.00 B was missed: there are no data.
          quote (1 user): failed, and not in the times: 1 × timeout_total.
        """);
  }

  @Test
  void benchmark_thatEndedEarly_failsWhateverItsFigures() {
    BenchmarkReport report = report("setup failed", new BenchmarkTarget(Figure.MEDIAN, 1));
    assertFails(
        () -> assertThat(report).meetsItsTargets(),
        """
        The benchmarks of pricing do not meet their targets:
          quote (1 user): ended early: setup failed.
          quote (1 user): failed, and not in the times: 1 × timeout_total.
        """);
  }

  @Test
  void benchmarks_withoutTargets_haveNothingToMeet() {
    assertFails(
        () -> assertThat(report("")).meetsItsTargets(),
        "The benchmarks of pricing have no targets, so there is nothing to meet.");
  }

  @Test
  void figure_ofABenchmark_isJudgedAsTargetsAre() {
    BenchmarkReport report = report("");
    assertThatCode(() ->
            assertThat(report)
                .meets("quote", Figure.MEDIAN, ofMillis(50))
                .meets("quote", Figure.SUCCESS_RATIO, 0.9))
        .doesNotThrowAnyException();
    assertFails(
        () -> assertThat(report).meets("quote", Figure.MEAN, ofMillis(10)),
        "quote (1 user): mean ≤ 10.0 ms was missed: 20.0 ms (+10.0 ms, +100 %).");
    assertFails(
        () -> assertThat(report).meets("quote", Figure.P99, ofMillis(10)),
        "quote (1 user): p99 ≤ 10.0 ms could not be judged: too few samples: 40 of the 500 that p99"
            + " needs.");
    assertFails(
        () -> assertThat(report).meets("quotes", Figure.MEAN, ofMillis(10)),
        "pricing has no benchmark quotes.");
  }
}
