package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvReportTest {
  @Test
  void summary_ofAMixedRun_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches(
        "mixed-summary.csv", CsvReport.summary(SampleRuns.mixed().result()).replace("\r\n", "\n"));
  }

  @Test
  void intervals_ofARunWithoutData_areTheGoldenOnes() throws IOException {
    GoldenFiles.assertMatches(
        "nothing-intervals.csv",
        CsvReport.intervals(SampleRuns.nothing().result()).replace("\r\n", "\n"));
  }

  @Test
  void rows_ofEveryTable_haveAsManyCellsAsTheHeader() {
    List<String> lines = CsvReport.intervals(SampleRuns.freeze().result()).lines().toList();

    int columns = lines.getFirst().split(",", -1).length;
    assertThat(lines)
        .hasSize(22)
        .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(columns));
  }

  @Test
  void tables_ofARunWithProbes_haveTheirSeriesLast() {
    List<String> summary = CsvReport.summary(SampleRuns.probed().result()).lines().toList();
    assertThat(summary.getLast()).startsWith("queue_taken,").contains(",1/s,17,");
    assertThat(summary.getLast().split(",", -1)).hasSameSizeAs(summary.getFirst().split(",", -1));

    List<String> seconds = CsvReport.intervals(SampleRuns.probed().result()).lines().toList();
    assertThat(seconds.getFirst())
        .endsWith(",target_cpu_ratio,target_memory_bytes,queue_depth,queue_age,queue_taken");
    assertThat(seconds.get(1)).endsWith(",0.4,210000000,3,0.0023,998.5");
    assertThat(seconds.get(13)).endsWith(",,,,,");
  }

  @Test
  void cells_withQuotes_areQuoted() {
    assertThat(CsvReport.summary(SampleRuns.hostile().result()))
        .contains(",\"</script><b>&amp;'\"\"\",")
        .contains("\r\n");
  }
}
