package dev.loadstone.junit;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.TargetResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.BenchmarkText;
import dev.loadstone.report.TargetText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what benchmarks found, judged by the rules of targets. Each fails, with the reason,
 * where a figure misses its limit, where there are too few samples for it, and where there are no
 * data at all. A figure close to its limit, or of a benchmark that was never steady, passes.
 */
public final class BenchmarkReportAssert
    extends AbstractAssert<BenchmarkReportAssert, BenchmarkReport> {
  private static final double NANOS = 1e9;

  BenchmarkReportAssert(BenchmarkReport actual) {
    super(actual, BenchmarkReportAssert.class);
  }

  /**
   * Verifies that the verdict is PASS or WARN: every benchmark ran to its end, succeeded at least
   * once, and met all its targets, of which there must be one at least.
   */
  public BenchmarkReportAssert meetsItsTargets() {
    isNotNull();
    if (actual.results().stream().allMatch(result -> result.targets().isEmpty())) {
      failWithMessage(
          "%s",
          "The benchmarks of " + actual.name() + " have no targets, so there is nothing to meet.");
    }
    if (!isMet(actual.verdict())) {
      StringBuilder message =
          new StringBuilder("The benchmarks of " + actual.name() + " do not meet their targets:");
      problems().forEach(problem -> message.append("\n  ").append(problem));
      failWithMessage("%s", message.toString());
    }
    return this;
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (BenchmarkResult result : actual.results()) {
      for (TargetResult judged : result.targets()) {
        if (!isMet(judged.verdict())) {
          problems.add(TargetText.of(result, judged) + ".");
        }
      }
      if (!isMet(result.verdict())) {
        problems.addAll(BenchmarkText.notes(result));
      }
    }
    return problems;
  }

  private static boolean isMet(Verdict verdict) {
    return verdict == Verdict.PASS || verdict == Verdict.WARN;
  }

  /**
   * Verifies a time of a benchmark at each of its levels, whether it is one of its targets or not.
   *
   * @param limit at most which it may be
   */
  public BenchmarkReportAssert meets(String benchmark, Figure figure, Duration limit) {
    return meets(benchmark, figure, limit.toNanos() / NANOS);
  }

  /**
   * Verifies a figure of a benchmark at each of its levels, whether it is one of its targets or
   * not.
   *
   * @param limit at most, or at least for {@code operationsPerSecond} and {@code successRatio}; in
   *     the figure's unit: seconds, per second, a ratio, bytes
   */
  public BenchmarkReportAssert meets(String benchmark, Figure figure, double limit) {
    isNotNull();
    List<BenchmarkResult> results =
        actual.results().stream().filter(result -> result.name().equals(benchmark)).toList();
    if (results.isEmpty()) {
      failWithMessage("%s", actual.name() + " has no benchmark " + benchmark + ".");
    }
    for (BenchmarkResult result : results) {
      TargetResult judged = result.judge(new BenchmarkTarget(figure, limit));
      if (!isMet(judged.verdict())) {
        failWithMessage("%s", TargetText.of(result, judged) + ".");
      }
    }
    return this;
  }
}
