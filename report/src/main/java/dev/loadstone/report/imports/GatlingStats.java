package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import java.io.IOException;

/**
 * Reads {@code js/stats.json} and {@code js/global_stats.json} of Gatling's report. Times are of
 * requests that succeeded. The four percentiles are taken for Gatling's defaults, 50, 75, 95 and
 * 99: the files do not name them.
 *
 * <p><b>Source:</b> gatling/gatling, {@code io.gatling.charts.template.StatsJsonTemplate} and
 * {@code GlobalStatsJsonTemplate}.
 */
record GatlingStats() implements ForeignFormat {
  private static final double MILLI = 1e-3;

  @Override
  public Tool tool() {
    return Tool.GATLING;
  }

  @Override
  public String label() {
    return "js/stats.json or js/global_stats.json";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.isObjectWith(
        "numberOfRequests", "percentiles1", "meanNumberOfRequestsPerSecond");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    JsonNode root = sources.file().document();
    JsonNode whole = root.has("stats") ? root.path("stats") : root;
    FigureSheet sheet = new FigureSheet(sources.file());
    sheet.times(Tags.NONE, count(whole, "ok"), seconds(whole));
    if (root.path("contents").isEmpty()) {
      operations(sheet, "", whole);
    } else {
      requests(sheet, "", root.path("contents"));
    }
    double rate = FigureSheet.number(whole.path("meanNumberOfRequestsPerSecond").path("total"));
    return sheet.run(
        Provenance.of(this, sources, ""), sources.file().modified(), count(whole, "total") / rate);
  }

  private static void requests(FigureSheet sheet, String groups, JsonNode contents) {
    for (JsonNode one : contents) {
      String name = GatlingTextLog.name(groups, one.path("name").asText());
      if (one.path("type").asText().equals("REQUEST")) {
        JsonNode stats = one.path("stats");
        sheet.times(Tags.of(Tag.STEP, name), count(stats, "ok"), seconds(stats));
        operations(sheet, name, stats);
      } else {
        requests(sheet, name, one.path("contents"));
      }
    }
  }

  private static void operations(FigureSheet sheet, String step, JsonNode stats) {
    sheet.operations(step, Outcome.OK, count(stats, "ok"));
    sheet.operations(step, Outcome.FAILED, count(stats, "ko"));
  }

  private static long count(JsonNode stats, String part) {
    double count = FigureSheet.number(stats.path("numberOfRequests").path(part));
    return Double.isFinite(count) ? Math.round(count) : 0;
  }

  private static FigureSheet.Seconds seconds(JsonNode stats) {
    return new FigureSheet.Seconds(MILLI)
        .put(Statistic.MIN, stats.path("minResponseTime").path("ok"))
        .put(Statistic.MAX, stats.path("maxResponseTime").path("ok"))
        .put(Statistic.MEAN, stats.path("meanResponseTime").path("ok"))
        .put(Statistic.STDDEV, stats.path("standardDeviation").path("ok"))
        .put(Statistic.P50, stats.path("percentiles1").path("ok"))
        .put(Statistic.P75, stats.path("percentiles2").path("ok"))
        .put(Statistic.P95, stats.path("percentiles3").path("ok"))
        .put(Statistic.P99, stats.path("percentiles4").path("ok"));
  }
}
