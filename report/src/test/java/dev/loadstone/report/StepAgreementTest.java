package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Times of every step, and confidence intervals, are the same in every format. */
final class StepAgreementTest {
  private final RunResult result = SampleRuns.mixed().result();
  private final JsonNode measures = measures(Reports.text(result, Format.JSON));

  private static JsonNode measures(String json) {
    try {
      return Json.MAPPER.readTree(json).get("measures");
    } catch (IOException e) {
      throw new AssertionError("the result is JSON", e);
    }
  }

  private JsonNode measure(String name, String step) {
    for (JsonNode measure : measures) {
      JsonNode tags = measure.get("tags");
      boolean isWanted = tags.size() == (step.isEmpty() ? 0 : 1);
      if (isWanted
          && measure.get("name").asText().equals(name)
          && tags.path("step").asText().equals(step)) {
        return measure;
      }
    }
    throw new AssertionError("no " + name + " of " + step);
  }

  /** Returns a figure of the JSON document; NaN if it is not told. */
  private static double figure(JsonNode measure, String statistic) {
    JsonNode figure =
        Statistic.of(statistic).orElseThrow().isPercentile()
            ? measure.get("percentiles").path(statistic)
            : measure.path(statistic);
    return figure.isMissingNode() ? Double.NaN : figure.doubleValue();
  }

  @Test
  void table_ofAllMeasures_hasTheFiguresOfTheDocument() {
    List<String> lines = Reports.text(result, Format.CSV).lines().toList();
    List<String> header = List.of(lines.getFirst().split(",", -1));

    assertThat(lines).hasSize(measures.size() + 1);
    for (int i = 0; i < measures.size(); i++) {
      JsonNode measure = measures.get(i);
      String[] cells = lines.get(i + 1).split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int column = 0; column < cells.length; column++) {
        row.put(header.get(column), cells[column]);
      }
      assertThat(row).containsEntry("measure", measure.get("name").asText());
      assertThat(row).containsEntry("step", measure.get("tags").path("step").asText());
      assertThat(row).containsEntry("count", measure.get("count").asText());
      for (String name : List.of("mean", "stddev", "min", "max")) {
        assertCell(row, name, measure.path(name));
      }
      for (Statistic percentile : Statistic.percentiles()) {
        String name = percentile.label();
        assertCell(row, name, measure.get("percentiles").path(name));
        assertCell(row, name + "_low", measure.get("intervals").path(name).path(0));
        assertCell(row, name + "_high", measure.get("intervals").path(name).path(1));
      }
    }
  }

  private static void assertCell(Map<String, String> row, String column, JsonNode exact) {
    String cell = row.getOrDefault(column, "no such column");
    if (exact.isMissingNode()) {
      assertThat(cell).as(column).isEmpty();
    } else {
      assertThat(Double.parseDouble(cell)).as(column).isEqualTo(exact.doubleValue());
    }
  }

  @Test
  void page_ofSeveralSteps_hasTheFiguresOfTheDocument() {
    int compared = 0;
    for (Element cell :
        Jsoup.parse(Reports.text(result, Format.HTML))
            .select(
                "#time-table td[data-measure], #step-table td[data-measure$=_time],"
                    + " #step-table td[data-measure=start_delay]")) {
      String statistic = cell.attr("data-statistic");
      if (statistic.equals("count") || statistic.equals("rate")) {
        continue;
      }
      JsonNode measure = measure(cell.attr("data-measure"), cell.attr("data-step"));
      double exact = figure(measure, statistic);
      String shown = cell.attr("data-value");
      assertThat(shown.isEmpty() ? Double.NaN : Double.parseDouble(shown))
          .as(cell.outerHtml())
          .isEqualTo(exact);
      assertThat(cell.text()).isEqualTo(Figures.seconds(exact));
      Element next = cell.nextElementSibling();
      if (cell.attr("data-step").isEmpty() && cell.closest("#time-table") != null) {
        assertThat(next).isNotNull();
        assertThat(next.text()).as(statistic).isEqualTo(interval(measure, statistic));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(9 * 2 + 7 * 9);
  }

  private static String interval(JsonNode measure, String statistic) {
    JsonNode known = measure.get("intervals").path(statistic);
    return known.isMissingNode()
        ? ""
        : Figures.seconds(known.get(0).doubleValue())
            + " to "
            + Figures.seconds(known.get(1).doubleValue());
  }

  @Test
  void terminal_ofSeveralSteps_hasTheFiguresOfTheDocument() {
    List<String> lines =
        Reports.text(result, Format.TEXT).lines().map(line -> line.strip()).toList();
    List<String> steps = new ArrayList<>(result.start().steps());
    steps.add("");
    for (String step : steps) {
      JsonNode response = measure("response_time", step);
      List<String> expected = new ArrayList<>();
      expected.add(step.isEmpty() ? "all steps" : step);
      expected.add(Figures.count(response.get("count").longValue()));
      for (String statistic : List.of("mean", "p50", "p95", "p99", "max")) {
        expected.add(Figures.seconds(figure(response, statistic)));
      }
      expected.add(Figures.seconds(figure(measure("service_time", step), "p99")));

      assertThat(lines)
          .anySatisfy(
              line -> assertThat(line.split(" {2,}", -1)).containsExactlyElementsOf(expected));
    }
  }
}
