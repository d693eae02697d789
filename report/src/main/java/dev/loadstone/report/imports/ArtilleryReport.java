package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Artillery's report of 1.x and 2.x. Times are of all responses, whatever their status. A
 * response with a status from 400 on counts as failed, which Artillery leaves to its checks.
 *
 * <p><b>Source:</b> Artillery, "Reports" and "Metrics"; artilleryio/artillery, {@code
 * packages/core/lib/ssms.js}, and of 1.x {@code core/lib/stats2.js}.
 */
record ArtilleryReport() implements ForeignFormat {
  private static final double MILLI = 1e-3;
  private static final String CODES = "http.codes.";
  private static final String ERRORS = "errors.";

  @Override
  public Tool tool() {
    return Tool.ARTILLERY;
  }

  @Override
  public String label() {
    return "JSON, --output FILE, of 1.x or 2.x";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.isObjectWith("aggregate", "counters", "summaries")
        || beginning.isObjectWith("aggregate", "scenariosCreated");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    JsonNode aggregate = sources.file().document().path("aggregate");
    return aggregate.has("scenariosCreated")
        ? first(sources, aggregate)
        : second(sources, aggregate);
  }

  private Imported second(Sources sources, JsonNode aggregate) throws IOException {
    FigureSheet sheet = new FigureSheet(sources.file());
    for (Map.Entry<String, JsonNode> counter : aggregate.path("counters").properties()) {
      String name = counter.getKey();
      long count = counter.getValue().asLong();
      if (name.startsWith(CODES)) {
        response(sheet, name.substring(CODES.length()), count);
      } else if (name.startsWith(ERRORS)) {
        failed(sheet, name.substring(ERRORS.length()), count);
      } else if (name.equals("http.downloaded_bytes")) {
        sheet.count(CounterKey.BYTES_RECEIVED, Tags.NONE, count);
      }
    }
    JsonNode summaries = aggregate.path("summaries");
    times(sheet, Measure.RESPONSE_TIME, summaries.path("http.response_time"));
    times(sheet, Measure.ITERATION_TIME, summaries.path("vusers.session_length"));
    double from = FigureSheet.number(aggregate.path("firstMetricAt"));
    double until = FigureSheet.number(aggregate.path("lastMetricAt"));
    return sheet.run(
        Provenance.of(this, sources, "2"),
        Double.isFinite(from) ? Instant.ofEpochMilli(Math.round(from)) : sources.file().modified(),
        (until - from) * MILLI);
  }

  private static void times(FigureSheet sheet, Measure measure, JsonNode summary) {
    FigureSheet.Seconds seconds = seconds(summary);
    for (Statistic percentile : Statistic.percentiles()) {
      String digits = percentile.label().replace(".", "");
      seconds.put(percentile, summary.path(digits));
    }
    sheet.times(measure, Tags.NONE, summary.path("count").asLong(), seconds);
  }

  private static FigureSheet.Seconds seconds(JsonNode summary) {
    return new FigureSheet.Seconds(MILLI)
        .put(Statistic.MIN, summary.path("min"))
        .put(Statistic.MAX, summary.path("max"))
        .put(Statistic.MEAN, summary.path("mean"))
        .put(Statistic.P50, summary.path("median"));
  }

  private Imported first(Sources sources, JsonNode aggregate) throws IOException {
    FigureSheet sheet = new FigureSheet(sources.file());
    for (Map.Entry<String, JsonNode> code : aggregate.path("codes").properties()) {
      response(sheet, code.getKey(), code.getValue().asLong());
    }
    for (Map.Entry<String, JsonNode> error : aggregate.path("errors").properties()) {
      failed(sheet, error.getKey(), error.getValue().asLong());
    }
    JsonNode latency = aggregate.path("latency");
    sheet.times(
        Tags.NONE,
        aggregate.path("requestsCompleted").asLong(),
        seconds(latency)
            .put(Statistic.P95, latency.path("p95"))
            .put(Statistic.P99, latency.path("p99")));
    double rate = FigureSheet.number(aggregate.path("rps").path("mean"));
    double count = FigureSheet.number(aggregate.path("rps").path("count"));
    return sheet.run(Provenance.of(this, sources, "1"), sources.file().modified(), count / rate);
  }

  private static void response(FigureSheet sheet, String code, long count) {
    Optional<ErrorClass> error = FailureText.classOf(code);
    if (error.isPresent()) {
      sheet.failures("", error.get(), count);
    } else {
      sheet.operations("", Outcome.OK, count);
    }
  }

  private static void failed(FigureSheet sheet, String message, long count) {
    Optional<ErrorClass> error = FailureText.classOf(message);
    if (error.isPresent()) {
      sheet.failures("", error.get(), count);
    } else {
      sheet.operations("", Outcome.FAILED, count);
    }
  }
}
