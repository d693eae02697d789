package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * Reads vegeta's report as JSON. Times are of all requests, failed ones among them; a request has
 * failed if its status is none from 200 to 399.
 *
 * <p><b>Source:</b> tsenart/vegeta, {@code lib/metrics.go}.
 */
record VegetaReport() implements ForeignFormat {
  private static final double NANO = 1e-9;

  @Override
  public Tool tool() {
    return Tool.VEGETA;
  }

  @Override
  public String label() {
    return "report, vegeta report -type=json";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.isObjectWith("latencies", "throughput", "status_codes");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    JsonNode root = sources.file().document();
    FigureSheet sheet = new FigureSheet(sources.file());
    long requests = root.path("requests").asLong();
    sheet.times(Tags.NONE, requests, seconds(root.path("latencies")));
    counts(sheet, root.path("status_codes"));
    sheet.count(CounterKey.BYTES_RECEIVED, Tags.NONE, root.path("bytes_in").path("total").asLong());
    sheet.count(CounterKey.BYTES_SENT, Tags.NONE, root.path("bytes_out").path("total").asLong());
    double length =
        (FigureSheet.number(root.path("duration")) + root.path("wait").asDouble()) * NANO;
    return sheet.run(
        Provenance.of(this, sources, ""),
        instant(root.path("earliest").asText()).orElse(sources.file().modified()),
        length);
  }

  private static void counts(FigureSheet sheet, JsonNode statuses) {
    for (Map.Entry<String, JsonNode> status : statuses.properties()) {
      long count = status.getValue().asLong();
      add(sheet, status.getKey(), count);
    }
  }

  /** Adds requests by their status, 0 if there was no response. */
  static void add(FigureSheet sheet, String status, long count) {
    int code = status.matches("\\d{1,3}") ? Integer.parseInt(status) : 0;
    Optional<ErrorClass> error = FailureText.ofStatus(code);
    if (error.isPresent()) {
      sheet.failures("", error.get(), count);
    } else {
      sheet.operations("", isSuccess(code) ? Outcome.OK : Outcome.FAILED, count);
    }
  }

  /** Returns whether vegeta calls a status a success. */
  static boolean isSuccess(int status) {
    return status >= 200 && status < 400;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static FigureSheet.Seconds seconds(JsonNode latencies) {
    FigureSheet.Seconds seconds =
        new FigureSheet.Seconds(NANO)
            .put(Statistic.MEAN, latencies.path("mean"))
            .put(Statistic.MAX, latencies.path("max"))
            .put(Statistic.MIN, latencies.path("min"));
    for (Statistic percentile : Statistic.percentiles()) {
      seconds.put(percentile, latencies.path(percentile.label().substring(1) + "th"));
    }
    return seconds;
  }
}
