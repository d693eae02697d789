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
  void cells_withQuotes_areQuoted() {
    assertThat(CsvReport.summary(SampleRuns.hostile().result()))
        .contains(",\"</script><b>&amp;'\"\"\",")
        .contains("\r\n");
  }
}
