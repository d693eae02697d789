package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

final class HtmlTrafficTest {
  private static Document table(RunResult result) {
    return Jsoup.parse(HtmlTraffic.of(result));
  }

  private static String cell(Document table, String measure, String step, String statistic) {
    return table
        .select(
            "[data-measure=%s][data-step=\"%s\"][data-statistic=%s]"
                .formatted(measure, step, statistic))
        .text();
  }

  @Test
  void bytes_ofASample_areThoseOfItsOperations() {
    RunResult result = SampleRuns.mixed().result();
    Document table = table(result);
    long ended = result.load().operations() - result.load().failedOperations();

    assertThat(table.select("tbody tr")).hasSameSizeAs(result.start().steps());
    assertThat(
            table
                .select("tfoot [data-measure=bytes_sent][data-statistic=count]")
                .attr("data-value"))
        .isEqualTo(Long.toString(310 * ended));
    assertThat(table.select("thead").text()).doesNotContain("Checks");
  }

  @Test
  void checksAndObjectives_ofAStep_areSharesOfAll() {
    Document table =
        table(
            new ModelRuns()
                .count(CounterKey.OPERATIONS, 10, "step=chat", "outcome=ok")
                .count(CounterKey.BYTES_RECEIVED, 25_000, "step=chat")
                .count(CounterKey.CHECKS, 15, "step=chat", "outcome=passed")
                .count(CounterKey.CHECKS, 5, "step=chat", "outcome=failed")
                .count(CounterKey.OBJECTIVES, 9, "step=chat", "outcome=met")
                .count(CounterKey.OBJECTIVES, 1, "step=chat", "outcome=missed")
                .result());

    assertThat(cell(table, "bytes_received", "chat", "mean")).isEqualTo("2.50 kB");
    assertThat(cell(table, "checks", "chat", "count")).isEqualTo("20");
    assertThat(cell(table, "checks", "chat", "passed")).isEqualTo("75.0 %");
    assertThat(cell(table, "checks", "claude", "passed")).isEqualTo("–");
    assertThat(cell(table, "objectives", "chat", "met")).isEqualTo("90.0 %");
  }

  @Test
  void table_withoutBytes_isNone() {
    assertThat(HtmlTraffic.of(new ModelRuns().count(CounterKey.OPERATIONS, 1).result())).isEmpty();
  }
}
