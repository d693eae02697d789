package dev.loadstone.benchmarks.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Format;
import dev.loadstone.report.Reports;
import org.junit.jupiter.api.Test;

final class MadeUpRunTest {
  private static RunResult result(int seconds, int steps, int rate) {
    RunAccumulator accumulator = new RunAccumulator();
    new MadeUpRun(seconds, steps, rate).replay(accumulator);
    return accumulator.result();
  }

  @Test
  void run_hasTheRateAndTheStepsAskedFor() {
    RunResult result = result(60, 5, 4_000);

    assertThat(result.start().steps()).hasSize(5);
    assertThat(result.load().operations()).isEqualTo(54 * 4_000L);
    assertThat(result.load().failedOperations()).isEqualTo(54 * 5 * 2L);
    assertThat(result.generator().healthy()).isTrue();
  }

  @Test
  void page_ofManySecondsAndFiftySteps_isSmallerThanTwoMegabytes() {
    // 1,200 points are the most that a chart has, so that a longer run makes no larger page
    RunResult result = result(1_200, 50, 2_000);

    assertThat(Reports.text(result, Format.HTML).length()).isLessThan(2_000_000);
    assertThat(Reports.text(result, Format.JSON).length()).isLessThan(3_000_000);
  }
}
