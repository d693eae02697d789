package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.testkit.Chromium;
import dev.loadstone.testkit.SharedChromium;
import dev.loadstone.testkit.Tab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Opens pages in a real browser and reads back what they show. */
final class HtmlReportIT {
  @RegisterExtension static final SharedChromium BROWSER = new SharedChromium();

  private static final RunResult MIXED = SampleRuns.mixed().result();

  /** What the browser made of a page, once for each result: tests only read it. */
  private static final IdentityHashMap<RunResult, Document> OPENED = new IdentityHashMap<>();

  @TempDir private Path folder;

  private Document open(RunResult result) throws IOException {
    return OPENED.computeIfAbsent(result, this::read);
  }

  private Document read(RunResult result) {
    try {
      Path page = folder.resolve("report.html");
      Files.writeString(page, HtmlReport.of(result));
      return Jsoup.parse(BROWSER.get().dom(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRendered(Document page, int charts) {
    Element root = page.selectFirst("html");
    assertThat(root).isNotNull();
    assertThat(root.attr("data-error")).as("errors of scripts").isEmpty();
    assertThat(root.attr("data-ready")).isEqualTo("true");
    assertThat(root.attr("data-charts")).isEqualTo(Integer.toString(charts));
    assertThat(page.select(".chart svg")).hasSize(charts);
    assertThat(page.select(".chart svg path")).hasSizeGreaterThan(charts * 3);
  }

  /** Compares the number that the page shows with the result's. */
  private static void assertShown(
      Document page, String where, String measure, String statistic, JsonNode expected) {
    Element cell =
        page.selectFirst(
            where + " [data-measure=" + measure + "][data-statistic=" + statistic + "]");
    assertThat(cell).as(where + " " + measure + " " + statistic).isNotNull();
    if (expected.isMissingNode()) {
      assertThat(cell.attr("data-value")).isEmpty();
      assertThat(cell.text()).isIn("–", "no data");
    } else {
      assertThat(Double.parseDouble(cell.attr("data-value")))
          .as(measure + " " + statistic)
          .isEqualTo(expected.doubleValue());
    }
  }

  private static JsonNode measure(JsonNode document, String name, String step) {
    for (JsonNode measure : document.get("measures")) {
      JsonNode tags = measure.get("tags");
      boolean isWanted =
          step.isEmpty()
              ? tags.isEmpty()
              : tags.size() == 1 && tags.path("step").asText().equals(step);
      if (isWanted && measure.get("name").asText().equals(name)) {
        return measure;
      }
    }
    return Json.MAPPER.missingNode();
  }

  @Test
  void page_ofAMixedRun_showsTheNumbersOfTheResult() throws IOException {
    RunResult result = MIXED;
    JsonNode document = Json.MAPPER.readTree(ResultJson.of(result));

    Document page = open(result);

    assertRendered(page, 7);
    assertThat(page.select("#verdict").text()).isEqualTo(document.get("verdict").asText());
    assertShown(page, ".hero", "achieved_rate", "\"\"", document.at("/load/achieved_rate"));
    assertShown(page, ".hero", "dropped", "\"\"", document.at("/load/dropped"));
    assertShown(page, "#generator", "cpu_ratio", "generator", document.at("/generator/cpu_ratio"));
    assertShown(
        page,
        "#generator",
        "start_delay_p99",
        "generator",
        document.at("/generator/start_delay_p99"));
    for (String percentile : new String[] {"p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99"}) {
      String quoted = '"' + percentile + '"';
      JsonNode response =
          measure(document, "response_time", "").get("percentiles").path(percentile);
      JsonNode service = measure(document, "service_time", "").get("percentiles").path(percentile);
      assertShown(page, "#time-table", "response_time", quoted, response);
      assertShown(page, "#time-table", "service_time", quoted, service);
    }
  }

  @Test
  void probes_ofARun_haveATableAndAChartEach() throws IOException {
    RunResult result = SampleRuns.probed().result();
    JsonNode document = Json.MAPPER.readTree(ResultJson.of(result));

    Document page = open(result);

    assertRendered(page, 6 + 5);
    for (JsonNode series : document.get("series")) {
      String name = series.get("name").asText();
      assertShown(page, "#probe-table", name, "count", series.get("samples"));
      assertShown(page, "#probe-table", name, "min", series.get("min"));
      assertShown(page, "#probe-table", name, "mean", series.get("mean"));
      assertShown(page, "#probe-table", name, "max", series.get("max"));
    }
    assertThat(page.select("#chart-probe1 svg text").eachText()).contains("400 MB");
    assertThat(page.select("#probes").text())
        .contains("Messages <b>that wait</b>.", "target_memory_bytes", "349 MB");
    assertThat(page.select(".warnings").text())
        .contains("The probe bad failed at second 2: connection refused.");
    assertShown(
        page,
        "#threshold-table",
        "target_memory_bytes",
        "max",
        document.at("/thresholds/0/observed"));
  }

  @Test
  void steps_ofAMixedRun_showTheNumbersOfTheResult() throws IOException {
    RunResult result = MIXED;
    JsonNode document = Json.MAPPER.readTree(ResultJson.of(result));

    Document page = open(result);

    assertThat(page.select("#step-table tbody tr")).hasSize(6);
    for (JsonNode step : document.get("steps")) {
      String row = "#step-table [data-step=\"" + step.asText() + "\"]";
      JsonNode response = measure(document, "response_time", step.asText());
      assertThat(number(page, row, "response_time", "count"))
          .isEqualTo(response.get("count").doubleValue());
      assertThat(number(page, row, "response_time", "mean"))
          .isEqualTo(response.get("mean").doubleValue());
      assertThat(number(page, row, "response_time", "max"))
          .isEqualTo(response.get("max").doubleValue());
      for (String percentile : new String[] {"p50", "p90", "p95", "p99", "p99.9"}) {
        assertThat(number(page, row, "response_time", percentile))
            .isEqualTo(response.at("/percentiles/" + percentile).doubleValue());
      }
      JsonNode service = measure(document, "service_time", step.asText());
      assertThat(number(page, row, "service_time", "p99"))
          .isEqualTo(service.at("/percentiles/p99").doubleValue());
    }
  }

  @Test
  void map_ofAMixedRun_countsTheOperationsOfTheResult() throws IOException {
    RunResult result = MIXED;
    JsonNode document = Json.MAPPER.readTree(ResultJson.of(result));

    Document page = open(result);

    long shown =
        page.select("#latency-table td[data-value]").stream()
            .mapToLong(cell -> Long.parseLong(cell.attr("data-value")))
            .sum();
    long measured = measure(document, "response_time", "").get("count").asLong();
    long before = measure(document.get("warm_up"), "response_time", "").get("count").asLong();
    assertThat(shown).isEqualTo(measured + before);
    assertThat(page.select("#heat-plot path[class^=heat-]")).hasSizeBetween(3, 6);
    assertThat(page.select("#moments li").eachText())
        .contains("at 0:10 The warm-up is over; the figures begin here.");
  }

  @Test
  void streams_ofARun_haveChartsAndThePartsOfTheirRequests() throws IOException {
    RunResult result = AccessibilityIT.streams().result();
    JsonNode document = Json.MAPPER.readTree(ResultJson.of(result));

    Document page = open(result);

    assertThat(page.select("#chart-streams svg text").eachText()).contains("streams", "tokens");
    assertThat(page.select("#chart-first-token svg")).hasSize(1);
    for (String name : new String[] {"response_time", "first_byte_time"}) {
      JsonNode expected = measure(document, name, "chat");
      assertShown(page, "#request-table", name, "count", expected.get("count"));
      assertShown(page, "#request-table", name, "mean", expected.get("mean"));
      assertShown(page, "#request-table", name, "p50", expected.at("/percentiles/p50"));
      assertShown(page, "#request-table", name, "p95", expected.at("/percentiles/p95"));
    }
  }

  private static double number(Document page, String cells, String measure, String statistic) {
    Element cell =
        page.selectFirst(
            cells + "[data-measure=" + measure + "][data-statistic=\"" + statistic + "\"]");
    assertThat(cell).as(cells + " " + measure + " " + statistic).isNotNull();
    return Double.parseDouble(cell.attr("data-value"));
  }

  @Test
  void thresholdsAndErrors_ofAMixedRun_areThoseOfTheResult() throws IOException {
    RunResult result = MIXED;
    JsonNode document = Json.MAPPER.readTree(ResultJson.of(result));

    Document page = open(result);

    int row = 0;
    for (JsonNode threshold : document.get("thresholds")) {
      Element shown = page.select("#threshold-table tbody tr").get(row++);
      assertThat(shown.select("code").text()).isEqualTo(threshold.get("expression").asText());
      assertThat(shown.select(".pill").text()).isEqualTo(threshold.get("verdict").asText());
      Element observed =
          shown.selectFirst("[data-measure=" + threshold.get("measure").asText() + "]");
      assertThat(observed).isNotNull();
      assertThat(Double.parseDouble(observed.attr("data-value")))
          .isEqualTo(threshold.get("observed").doubleValue());
    }
    assertThat(page.select("#threshold-table tbody tr")).hasSize(row);
    row = 0;
    for (JsonNode error : document.get("errors")) {
      Element shown = page.select("#error-table tbody tr").get(row++);
      assertThat(shown.select("code").text()).isEqualTo(error.get("class").asText());
      assertThat(shown.select("[data-measure=errors]").attr("data-value"))
          .isEqualTo(error.get("count").asText());
      assertThat(shown.select("summary").text()).isEqualTo(error.get("sample").asText());
    }
    assertThat(page.select("#error-table tbody tr")).hasSize(row);
  }

  @Test
  void freeze_ofTheTarget_isVisibleSideBySide() throws IOException {
    Document page = open(SampleRuns.freeze().result());

    assertRendered(page, 6);
    for (Object[] truth : new Object[][] {{"p90", 0.5}, {"p95", 0.75}, {"p99", 0.95}}) {
      String statistic = (String) truth[0];
      assertThat(number(page, "#time-table ", "response_time", statistic))
          .isCloseTo((Double) truth[1], org.assertj.core.data.Percentage.withPercentage(3));
      assertThat(number(page, "#time-table ", "service_time", statistic)).isLessThan(0.002);
    }
  }

  @Test
  void page_ofARunWithoutSuccess_saysSoInsteadOfCharts() throws IOException {
    Document page = open(SampleRuns.nothing().result());

    assertRendered(page, 2);
    assertThat(page.select("#chart-response").text()).isEqualTo("Nothing succeeded.");
    assertThat(page.select("#times .empty").text())
        .isEqualTo("No operation succeeded, so there are no times.");
  }

  @Test
  void page_ofACutRun_saysSo() throws IOException {
    Document page = open(SampleRuns.cut().result());

    assertThat(page.select("#verdict").text()).isEqualTo("invalid");
    assertThat(page.select(".headline").text())
        .isEqualTo("The run was cut; its figures tell of a part of the load only.");
  }

  @Test
  void names_thatAreMarkup_staySuch() throws IOException {
    RunResult result = SampleRuns.hostile().result();

    Document page = open(result);

    assertRendered(page, 7);
    assertThat(page.select("img")).isEmpty();
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select("h1").text()).startsWith("\"><img src=x onerror=alert(2)>");
    assertThat(page.select("#step-table tbody th").eachText()).contains(SampleRuns.HOSTILE);
    assertThat(page.select("#distribution-step option").eachText()).contains(SampleRuns.HOSTILE);
  }

  @Test
  void page_onATelephone_isNoWiderThanItsScreen() throws IOException {
    Path page = folder.resolve("report.html");
    Files.writeString(page, HtmlReport.of(MIXED));

    try (Tab tab =
        BROWSER.get().open(page, Chromium.View.TELEPHONE, "root.dataset.ready === 'true'")) {
      assertThat(tab.evaluate("innerWidth").asInt()).isEqualTo(390);
      assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(390);
    }
  }
}
