package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.testkit.SharedChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Opens pages of benchmarks in a real browser and reads back what they show. */
final class BenchmarkPageIT {
  @RegisterExtension static final SharedChromium BROWSER = new SharedChromium();

  @TempDir private Path folder;

  private Document open(BenchmarkReport report) throws IOException {
    Path page = folder.resolve("report.html");
    Files.write(page, BenchmarkPage.of(report, "name: <script>alert(1)</script>\n"));
    Document document = Jsoup.parse(BROWSER.get().dom(page));
    Element root = document.selectFirst("html");
    assertThat(root).isNotNull();
    assertThat(root.attr("data-error")).as("errors of scripts").isEmpty();
    assertThat(root.attr("data-ready")).isEqualTo("true");
    return document;
  }

  private static double shown(Document page, String table, String measure, String place) {
    Element cell =
        page.selectFirst(table + " [data-measure=" + measure + "][data-step=\"" + place + "\"]");
    assertThat(cell).as(measure + " of " + place).isNotNull();
    return Double.parseDouble(cell.attr("data-value"));
  }

  @Test
  void page_ofComponents_showsTheFiguresOfTheDocument() throws IOException {
    BenchmarkReport report = SampleBenchmarks.components();
    JsonNode document = Json.MAPPER.readTree(BenchmarkJson.of(report));

    Document page = open(report);

    assertThat(page.select("#verdict").text()).isEqualTo(document.path("verdict").asText());
    for (JsonNode benchmark : document.path("benchmarks")) {
      String place = benchmark.path("name").asText() + "@" + benchmark.path("concurrency").asText();
      for (String figure : List.of("median", "p75", "p90", "p95", "p99", "mean", "max")) {
        JsonNode expected = benchmark.path("figures").path(figure);
        if (!expected.isMissingNode() && !place.contains("<")) {
          assertThat(shown(page, "#benchmark-table", figure, place)).isEqualTo(expected.asDouble());
        }
      }
    }
    assertThat(page.select("#benchmark-table tbody tr")).hasSize(7);
    assertThat(page.select("#steady-table tbody tr")).hasSize(7 + 4);
  }

  @Test
  void targets_ofComponents_areJudgedWithTheirDifference() throws IOException {
    BenchmarkReport report = SampleBenchmarks.components();

    Document page = open(report);

    List<Element> rows = page.select("#target-table tbody tr");
    assertThat(rows)
        .hasSize(
            (int) report.results().stream().mapToLong(result -> result.targets().size()).sum());
    assertThat(rows.getFirst().text()).startsWith("price-discovery, 1 user median ≤ 50.0 ms 12.");
    assertThat(rows.getFirst().select(".pill").text()).isEqualTo("pass");
    assertThat(page.select("#target-table").text())
        .contains("too few samples: 99 of the 500 that p99 needs");
  }

  @Test
  void intervals_ofComponents_surroundTheFigureWhereTheyCanBeTold() throws IOException {
    Document page = open(SampleBenchmarks.components());

    Element priced = page.select("#benchmark-table tbody tr").getFirst();
    assertThat(priced.select(".interval").eachText())
        .hasSize(2)
        .allSatisfy(text -> assertThat(text).matches("1\\d\\.\\d ms to 1\\d\\.\\d ms"));
    Element signing =
        page.selectFirst("#benchmark-table [data-measure=mean][data-step=\"signing@1\"]");
    assertThat(signing).isNotNull();
    assertThat(signing.text()).matches("2\\.\\d+ µs 2\\.\\d+ µs to 2\\.\\d+ µs");
    List<Element> rows = page.select("#benchmark-table tbody tr");
    assertThat(rows.get(5).text()).startsWith("gone fail 0 –").doesNotContain(" to ");
    assertThat(rows.get(6).select("td").eachText()).contains("(686 µs)");
  }

  @Test
  void charts_ofComponents_areTwoEachAndSayWhereNothingSucceeded() throws IOException {
    Document page = open(SampleBenchmarks.components());

    assertThat(page.select("#benchmarks figure")).hasSize(14);
    assertThat(page.select("#benchmarks .chart svg")).hasSize(12);
    assertThat(page.select("#chart-samples5").text()).isEqualTo("Nothing succeeded.");
    assertThat(page.select("#plan-text").text()).isEqualTo("name: <script>alert(1)</script>");
    assertThat(page.select("#benchmarks h3").eachText())
        .contains("risk-assessment-with-a-long-name <b>of markets</b>");
  }

  @Test
  void page_ofNothing_isWholeAndFails() throws IOException {
    Document page = open(new BenchmarkReport("none", Instant.EPOCH, Map.of(), List.of()));
    assertThat(page.select("#verdict").text()).isEqualTo("fail");
    assertThat(page.select("#targets").text()).contains("No benchmark has targets.");
  }
}
