package dev.loadstone.report.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Reads the points that k6 writes. The time of a point of a request is that of the request's end.
 *
 * <p><b>Source:</b> Grafana k6, "JSON" under "Real time" results and "Built-in metrics"; the codes
 * of errors, "Error codes".
 */
record K6Samples() implements ForeignFormat {
  private static final String REFUSED_FIX =
      "Give the file as k6 wrote it, after k6 has ended; the last line of one that was stopped may"
          + " be cut: leave it out.";

  @Override
  public Tool tool() {
    return Tool.K6;
  }

  @Override
  public String label() {
    return "points, --out json=FILE";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    String line = beginning.firstLine();
    return line.startsWith("{")
        && line.contains("\"metric\":")
        && (line.contains("\"type\":\"Metric\"") || line.contains("\"type\":\"Point\""));
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    Samples samples = new Samples(sources.file());
    try (Lines lines = sources.file().lines()) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          new Point(sources.file(), lines.number(), parse(sources.file(), lines.number(), line))
              .addTo(samples);
        }
      }
    }
    return samples.run(Provenance.of(this, sources, ""));
  }

  private static JsonNode parse(SourceFile file, long number, String line) {
    try {
      JsonNode json = SourceFile.MAPPER.readTree(line);
      if (json.path("metric").isTextual() && json.path("data").isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw file.wrong(
          number, "must be a line of JSON, got: " + SourceFile.brief(line), REFUSED_FIX);
    }
    throw file.wrong(
        number, "must be a metric or a point of k6, got: " + SourceFile.brief(line), REFUSED_FIX);
  }

  /**
   * A line.
   *
   * @param line its number
   * @param json what stands in it
   */
  private record Point(SourceFile file, long line, JsonNode json) {
    private static final double NANOS_PER_MILLI = 1e6;

    void addTo(Samples samples) {
      if (!json.path("type").asText().equals("Point")) {
        return;
      }
      String metric = json.path("metric").textValue();
      switch (metric) {
        case "http_req_duration", "grpc_req_duration" -> request(samples);
        case "http_req_waiting" ->
            samples.time(Measure.FIRST_BYTE_TIME, stepOf(tag("name")), at(), nanos());
        case "http_req_connecting" -> ifAny(samples, Measure.CONNECT_TIME);
        case "http_req_tls_handshaking" -> ifAny(samples, Measure.TLS_TIME);
        case "iteration_duration" -> samples.time(Measure.ITERATION_TIME, Tags.NONE, at(), nanos());
        case "group_duration" ->
            samples.time(
                Measure.GROUP_TIME,
                Tags.of(Tag.GROUP, tag("group").replaceFirst("^::", "")),
                at(),
                nanos());
        case "data_sent" -> samples.count(CounterKey.BYTES_SENT, Tags.NONE, at(), whole());
        case "data_received" -> samples.count(CounterKey.BYTES_RECEIVED, Tags.NONE, at(), whole());
        case "checks" ->
            samples.count(
                CounterKey.CHECKS,
                Tags.of(Tag.OUTCOME, value() == 0 ? "failed" : "passed"),
                at(),
                1);
        case "dropped_iterations" ->
            samples.count(CounterKey.DROPPED, Tags.of(Tag.REASON, "no_user"), at(), whole());
        case "vus" -> samples.users(at(), whole());
        default -> {
          // a metric of the script's own, or one that says nothing of the target
        }
      }
    }

    private static Tags stepOf(String name) {
      return name.isEmpty() ? Tags.NONE : Tags.of(Tag.STEP, name);
    }

    private void ifAny(Samples samples, Measure measure) {
      if (value() > 0) {
        samples.time(measure, stepOf(tag("name")), at(), nanos());
      }
    }

    private void request(Samples samples) {
      long nanos = nanos();
      long start = at() - nanos;
      String status = tag("status");
      boolean grpc = json.path("metric").textValue().startsWith("grpc");
      boolean failed =
          tag("expected_response").isEmpty()
              ? grpc ? !status.equals("0") : number(status) < 1 || number(status) >= 400
              : tag("expected_response").equals("false");
      if (failed) {
        samples.failed(tag("name"), start, nanos, failure(grpc ? 0 : number(status)));
      } else {
        samples.ok(tag("name"), start, nanos);
      }
    }

    private Failure failure(int status) {
      String message = tag("error").isEmpty() ? tag("error_code") : tag("error");
      Failure known = Failure.of(status, message);
      return known.error().isPresent()
          ? known
          : new Failure(ofCode(number(tag("error_code"))), message);
    }

    private static Optional<ErrorClass> ofCode(int code) {
      if (code == 1050) {
        return Optional.of(ErrorClass.TIMEOUT_TOTAL);
      }
      if (code == 1211) {
        return Optional.of(ErrorClass.TIMEOUT_CONNECT);
      }
      if (code == 1220) {
        return Optional.of(ErrorClass.RESET);
      }
      return switch (code / 100) {
        case 11 -> Optional.of(ErrorClass.DNS);
        case 12 -> Optional.of(ErrorClass.CONNECT);
        case 13 -> Optional.of(ErrorClass.TLS);
        case 16 -> Optional.of(ErrorClass.PROTOCOL);
        default -> Optional.empty();
      };
    }

    private static int number(String text) {
      try {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    private String tag(String name) {
      return json.path("data").path("tags").path(name).asText("");
    }

    private double value() {
      JsonNode value = json.path("data").path("value");
      if (!value.isNumber()) {
        throw file.wrong(
            line, "data.value must be a number, got: " + value, "Give the file as k6 wrote it.");
      }
      return value.doubleValue();
    }

    private long whole() {
      return Math.round(value());
    }

    private long nanos() {
      return Math.round(value() * NANOS_PER_MILLI);
    }

    private long at() {
      String time = json.path("data").path("time").asText("");
      try {
        Instant at = OffsetDateTime.parse(time).toInstant();
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), Samples.SECOND), at.getNano());
      } catch (DateTimeException | ArithmeticException e) {
        throw file.wrong(
            line,
            "data.time must be a time such as 2026-01-31T12:00:00.5Z, got: "
                + SourceFile.brief(time),
            "Give the file as k6 wrote it.");
      }
    }
  }
}
