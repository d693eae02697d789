package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.result.LatencyMap;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.testkit.Chromium;
import dev.loadstone.testkit.SharedChromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Uses the page as a person would, with mouse or keyboard, in a real browser. */
final class PageUseIT {
  @RegisterExtension static final SharedChromium BROWSER = new SharedChromium();

  private static final RunResult MIXED = SampleRuns.mixed().result();

  @TempDir private Path folder;

  private JsonNode use(RunResult result, String script) throws IOException {
    return ScriptedPage.said(
        BROWSER.get(), HtmlReport.of(result), folder, Chromium.View.SCREEN, script);
  }

  private static List<Double> numbers(JsonNode values) {
    List<Double> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add(Double.parseDouble(value.asText())));
    return numbers;
  }

  @Test
  void steps_sortedByAHeading_areInTheOrderOfTheResult() throws IOException {
    RunResult result = MIXED;
    List<Double> expected = new ArrayList<>();
    for (JsonNode measure : Json.MAPPER.readTree(ResultJson.of(result)).get("measures")) {
      if (measure.get("name").asText().equals("response_time")
          && measure.get("tags").size() == 1
          && measure.get("tags").has("step")) {
        expected.add(measure.at("/percentiles/p99").doubleValue());
      }
    }
    expected.sort(Comparator.reverseOrder());

    JsonNode said =
        use(
            result,
            """
            const table = document.getElementById('step-table');
            const heading = Array.from(table.tHead.rows[0].cells).find(cell => cell.textContent === 'p99');
            const values = () => Array.from(table.tBodies[0].rows).map(row => row.cells[heading.cellIndex].dataset.value);
            const button = heading.querySelector('button');
            button.focus();
            const focused = document.activeElement === button;
            button.click();
            const down = values();
            const first = heading.getAttribute('aria-sort');
            button.click();
            say({focused, down, first, up: values(), second: heading.getAttribute('aria-sort'), last: table.tFoot.textContent.trim()});
            """);

    assertThat(said.get("focused").asBoolean()).as("reached from the keyboard").isTrue();
    assertThat(numbers(said.get("down"))).isEqualTo(expected).hasSize(6);
    assertThat(said.get("first").asText()).isEqualTo("descending");
    assertThat(numbers(said.get("up"))).isEqualTo(expected.reversed());
    assertThat(said.get("second").asText()).isEqualTo("ascending");
    assertThat(said.get("last").asText()).startsWith("All steps");
  }

  @Test
  void unknownValues_sorted_comeLastBothWays() throws IOException {
    JsonNode said =
        use(
            MIXED,
            """
            const rows = Array.from(document.querySelectorAll('#step-table tbody tr'));
            rows[2].cells[5].dataset.value = '';
            const name = rows[2].cells[0].textContent;
            const button = document.querySelectorAll('#step-table thead button')[5];
            const last = () => Array.from(document.querySelectorAll('#step-table tbody th')).pop().textContent;
            button.click();
            const down = last();
            button.click();
            say({name, down, up: last()});
            """);

    assertThat(said.get("down")).isEqualTo(said.get("name"));
    assertThat(said.get("up")).isEqualTo(said.get("name"));
  }

  @Test
  void steps_filteredByAWord_areThoseThatHaveIt() throws IOException {
    JsonNode said =
        use(
            MIXED,
            """
            const field = document.querySelector('#steps .filter input');
            const left = () => Array.from(document.querySelectorAll('#step-table tbody tr')).filter(row => !row.hidden).map(row => row.cells[0].textContent);
            const type = text => { field.value = text; field.dispatchEvent(new Event('input')); };
            type('get  CHAT');
            const two = left();
            const count = document.querySelector('#steps .filter output').textContent;
            type('');
            say({two, count, all: left().length, label: field.labels[0].textContent});
            """);

    assertThat(said.get("two")).hasSize(1);
    assertThat(said.at("/two/0").asText()).isEqualTo("GET /api/v1/chat/history");
    assertThat(said.get("count").asText()).isEqualTo("1 of 6 rows");
    assertThat(said.get("all").asInt()).isEqualTo(6);
    assertThat(said.get("label").asText()).startsWith("Filter rows");
  }

  @Test
  void moment_chosenBySlider_showsTheValuesOfAllCharts() throws IOException {
    RunResult result = MIXED;
    TimelinePoint second = result.timeline().get(97);

    JsonNode said =
        use(
            result,
            """
            const slider = document.getElementById('moment');
            const slowest = document.getElementById('moment-at').textContent;
            slider.value = 97;
            slider.dispatchEvent(new Event('input'));
            const values = {};
            document.querySelectorAll('#readout dd').forEach(entry => { values[entry.dataset.chart + ' ' + entry.dataset.curve] = entry.dataset.value; });
            setTimeout(() => say({
              slowest, values, at: document.getElementById('moment-at').textContent, max: slider.max,
              cursor: document.querySelector('.heat-cursor').style.left,
              tips: Array.from(document.querySelectorAll('.stack .chart')).filter(chart => chart.textContent.includes('at 1:38')).map(chart => chart.id),
            }), 300);
            """);

    assertThat(said.get("at").asText()).isEqualTo("at 1:38, steady");
    assertThat(said.get("max").asText()).isEqualTo("169");
    assertThat(said.get("tips").toString())
        .as("charts that show the moment")
        .contains("response", "throughput", "errors", "cpu", "lateness");
    assertThat(Double.parseDouble(said.get("cursor").asText().replace("%", "")))
        .isCloseTo(100 * 97.5 / 170, Percentage.withPercentage(0.01));
    assertValue(said, "response p50", second.responseP50());
    assertValue(said, "response p99", second.responseP99());
    assertValue(said, "response service p99", second.serviceP99());
    assertValue(said, "throughput offered", second.offered());
    assertValue(said, "throughput completed", second.completed());
    assertValue(said, "levels in flight", second.inFlight());
    assertValue(said, "cpu all processors", second.generator().cpuRatio());
    assertValue(said, "lateness loop lag", second.generator().loopLagSecondsMax());
    second.failures().forEach((error, rate) -> assertValue(said, "errors " + error.label(), rate));
    assertThat(said.get("slowest").asText()).matches("at \\d:\\d\\d, steady");
  }

  private static void assertValue(JsonNode said, String curve, double expected) {
    JsonNode value = said.get("values").path(curve);
    assertThat(value.isMissingNode()).as(curve).isFalse();
    assertThat(Double.parseDouble(value.asText()))
        .as(curve)
        .isCloseTo(expected, Percentage.withPercentage(0.001));
  }

  @Test
  void map_pointedAt_tellsTheCountOfTheCell() throws IOException {
    RunResult result = SampleRuns.freeze().result();
    LatencyMap map = result.latencies();
    LatencyMap.Column third = map.columns().get(2);
    int drawn = Math.max(8, map.rowsEnd() - map.lowest());

    JsonNode said =
        use(
            result,
            """
            const plot = document.getElementById('heat-plot');
            const box = plot.getBoundingClientRect();
            const x = box.left + box.width * 2.5 / 21;
            const y = box.bottom - box.height * 1.5 / %d;
            plot.dispatchEvent(new MouseEvent('mousemove', {clientX: x, clientY: y, bubbles: true}));
            say({tip: Array.from(plot.querySelector('.heat-tip').childNodes).map(node => node.textContent), at: document.getElementById('moment-at').textContent});
            """
                .formatted(drawn));

    assertThat(said.at("/tip/0").asText()).isEqualTo("0:02 to 0:03");
    assertThat(said.at("/tip/1").asText()).isEqualTo("1.05 ms to 1.31 ms");
    assertThat(LatencyMap.secondsOf(map.lowest() + 1)).isEqualTo(0.001_048_576);
    assertThat(said.at("/tip/2").asText())
        .isEqualTo(
            Figures.count(third.count(map.lowest() + 1))
                + " of "
                + Figures.count(third.total())
                + " operations");
    assertThat(said.get("at").asText()).isEqualTo("at 0:03, constant");
  }

  @Test
  void page_atPrinting_isOpenAndLight() throws IOException {
    JsonNode said =
        use(
            MIXED,
            """
            document.getElementById('theme').click();
            const before = document.querySelectorAll('details:not([open])').length;
            window.dispatchEvent(new Event('beforeprint'));
            const closed = document.querySelectorAll('details:not([open])').length;
            const theme = document.documentElement.dataset.theme;
            window.dispatchEvent(new Event('afterprint'));
            say({before, closed, theme, after: document.querySelectorAll('details:not([open])').length, again: document.documentElement.dataset.theme});
            """);

    assertThat(said.get("before").asInt()).isPositive();
    assertThat(said.get("closed").asInt()).isZero();
    assertThat(said.get("theme").asText()).isEqualTo("light");
    assertThat(said.get("after")).isEqualTo(said.get("before"));
    assertThat(said.get("again").asText()).isEqualTo("dark");
  }
}
