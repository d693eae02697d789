package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.result.LatencyMap;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

final class HtmlHeatMapTest {
  private static Document map(RunResult result) {
    return Jsoup.parse(HtmlHeatMap.of(result));
  }

  private static long total(RunResult result) {
    return result.latencies().columns().stream().mapToLong(LatencyMap.Column::total).sum();
  }

  @Test
  void table_ofAnyRun_countsEveryOperationOnce() {
    for (RunResult result : List.of(SampleRuns.mixed().result(), SampleRuns.freeze().result())) {
      List<Element> cells = map(result).select("#latency-table td[data-value]");

      assertThat(cells.stream().mapToLong(cell -> Long.parseLong(cell.attr("data-value"))).sum())
          .isEqualTo(total(result));
      assertThat(map(result).select("#latency-table tbody tr").size()).isBetween(1, 12);
      assertThat(map(result).select("#latency-table thead th").size()).isBetween(3, 10);
    }
  }

  @Test
  void legend_ofAnyRun_goesFromOneToTheMost() {
    for (RunResult result : List.of(SampleRuns.mixed().result(), SampleRuns.freeze().result())) {
      List<String> ranges = map(result).select(".heat-legend li").eachText();

      assertThat(ranges).hasSizeBetween(1, HeatMap.LEVELS);
      assertThat(ranges.getFirst()).startsWith("1");
      assertThat(ranges.getLast()).endsWith(Figures.count(result.latencies().highest()));
    }
  }

  @Test
  void level_ofCounts_risesFromOneToTheHighest() {
    for (long highest : new long[] {1, 2, 5, 6, 7, 100, 20_000}) {
      int before = 1;
      for (long count = 1; count <= highest; count++) {
        int level = HeatMap.level(count, highest);
        assertThat(level).isBetween(before, HeatMap.LEVELS);
        before = level;
      }
      assertThat(HeatMap.level(0, highest)).isZero();
    }
    assertThat(HeatMap.level(100, 100)).isEqualTo(HeatMap.LEVELS);
  }

  @Test
  void summary_ofTheFreeze_saysWhatIsFrequentAndWhatIsSlowest() {
    String label = map(SampleRuns.freeze().result()).select(".heat").attr("aria-label");

    assertThat(label)
        .startsWith(
            "Heat map of 20,000 response times over time. Most frequent are 1.05 ms to 1.31 ms, with ")
        .contains("; the slowest, 940 ms to 1.07 s, first came at 0:0");
  }

  @Test
  void map_ofARunWithoutSuccess_saysSo() {
    assertThat(map(SampleRuns.nothing().result()).text()).isEqualTo("Nothing succeeded.");
  }
}
