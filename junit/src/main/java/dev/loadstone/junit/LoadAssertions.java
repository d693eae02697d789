package dev.loadstone.junit;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.result.RunResult;

/**
 * The beginning of assertions on results. To be imported statically; it goes together with {@code
 * Assertions.assertThat} of AssertJ.
 */
public final class LoadAssertions {
  private LoadAssertions() {}

  /** Returns assertions on what benchmarks found. */
  public static BenchmarkReportAssert assertThat(BenchmarkReport actual) {
    return new BenchmarkReportAssert(actual);
  }

  /** Returns assertions on a result. */
  public static RunResultAssert assertThat(RunResult actual) {
    return new RunResultAssert(actual);
  }
}
