package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.util.List;

/**
 * Reads k6's summary at the end of a test, as {@code --summary-export} writes it, or as {@code
 * handleSummary} is handed it and writes it as JSON. Times are those of requests that k6 calls
 * expected, where it tells them apart.
 *
 * <p><b>Source:</b> Grafana k6, "Custom summary" and "End of test".
 */
record K6Summary() implements ForeignFormat {
  private static final double MILLI = 1e-3;
  private static final String EXPECTED = "{expected_response:true}";

  @Override
  public Tool tool() {
    return Tool.K6;
  }

  @Override
  public String label() {
    return "summary, --summary-export=FILE or handleSummary's data";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return !new K6Samples().recognises(beginning)
        && (beginning.isObjectWith("root_group")
            || beginning.isObjectWith("metrics", "http_reqs")
            || beginning.isObjectWith("metrics", "http_req_duration")
            || beginning.isObjectWith("metrics", "iteration_duration"));
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    JsonNode root = sources.file().document();
    Metrics metrics = new Metrics(root.path("metrics"));
    FigureSheet sheet = new FigureSheet(sources.file());
    String protocol = metrics.has("http_reqs") ? "http_req" : "grpc_req";
    long requests =
        protocol.equals("http_req")
            ? metrics.whole("http_reqs", "count")
            : metrics.whole("grpc_req_duration", "count");
    long failed = Math.round(metrics.rate("http_req_failed") * requests);
    sheet.operations("", Outcome.OK, requests - failed);
    sheet.operations("", Outcome.FAILED, failed);
    boolean told = metrics.has(protocol + "_duration" + EXPECTED);
    sheet.times(
        Tags.NONE,
        told ? requests - failed : requests,
        metrics.trend(protocol + "_duration" + (told ? EXPECTED : "")));
    sheet.times(Measure.FIRST_BYTE_TIME, Tags.NONE, requests, metrics.trend("http_req_waiting"));
    sheet.times(
        Measure.ITERATION_TIME,
        Tags.NONE,
        metrics.whole("iterations", "count"),
        metrics.trend("iteration_duration"));
    for (String outcome : List.of("passes", "fails")) {
      sheet.count(
          CounterKey.CHECKS,
          Tags.of(Tag.OUTCOME, outcome.equals("passes") ? "passed" : "failed"),
          metrics.whole("checks", outcome));
    }
    sheet.count(CounterKey.BYTES_SENT, Tags.NONE, metrics.whole("data_sent", "count"));
    sheet.count(CounterKey.BYTES_RECEIVED, Tags.NONE, metrics.whole("data_received", "count"));
    sheet.count(
        CounterKey.DROPPED,
        Tags.of(Tag.REASON, "no_user"),
        metrics.whole("dropped_iterations", "count"));
    return sheet.run(
        Provenance.of(this, sources, ""), sources.file().modified(), seconds(root, metrics));
  }

  /** Returns how long the test took; without that, counts over their rates tell. */
  private static double seconds(JsonNode root, Metrics metrics) {
    double millis = FigureSheet.number(root.path("state").path("testRunDurationMs"));
    if (millis > 0) {
      return millis * MILLI;
    }
    for (String counter : List.of("http_reqs", "iterations")) {
      double rate = metrics.figure(counter, "rate");
      if (rate > 0) {
        return metrics.figure(counter, "count") / rate;
      }
    }
    return Double.NaN;
  }

  /** The metrics, whose figures stand in {@code values} where handleSummary wrote them. */
  private record Metrics(JsonNode json) {
    boolean has(String metric) {
      return json.has(metric);
    }

    double figure(String metric, String name) {
      JsonNode figures = json.path(metric);
      return FigureSheet.number(
          (figures.has("values") ? figures.path("values") : figures).path(name));
    }

    long whole(String metric, String name) {
      double value = figure(metric, name);
      return Double.isFinite(value) ? Math.round(value) : 0;
    }

    /** Returns a share; 0 if there is no such metric. */
    double rate(String metric) {
      double rate = figure(metric, "rate");
      double value = Double.isFinite(rate) ? rate : figure(metric, "value");
      return Double.isFinite(value) ? value : 0;
    }

    FigureSheet.Seconds trend(String metric) {
      FigureSheet.Seconds seconds = new FigureSheet.Seconds(MILLI);
      seconds
          .put(Statistic.MEAN, figure(metric, "avg"))
          .put(Statistic.MIN, figure(metric, "min"))
          .put(Statistic.MAX, figure(metric, "max"))
          .put(Statistic.P50, figure(metric, "med"));
      for (Statistic percentile : Statistic.percentiles()) {
        seconds.put(percentile, figure(metric, "p(" + percentile.label().substring(1) + ")"));
      }
      return seconds;
    }
  }
}
