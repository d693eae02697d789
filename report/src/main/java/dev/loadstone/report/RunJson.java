package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import dev.loadstone.report.Json.MalformedJsonException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The start and the end of a run as {@code run.json} and {@code end.json}. What is read equals what
 * was written.
 */
final class RunJson {
  static final String SCHEMA = "loadstone/run/1";

  private static final String ADJUSTED = "adjusted";

  private RunJson() {}

  /** Returns {@code run.json}; the plan's text is a file of its own. */
  static String start(RunStart start) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("name", start.name());
      json.writeStringField("description", start.description());
      json.writeStringField("started", start.started().toString());
      json.writeStringField("plan_hash", start.planHash());
      Json.texts(json, "environment", start.environment());
      json.writeNumberField("seed", start.seed());
      json.writeStringField("model", start.model());
      json.writeNumberField("warm_up_nanos", start.warmUpNanos());
      json.writeNumberField("duration_nanos", start.durationNanos());
      json.writeArrayFieldStart("phases");
      for (PhaseWindow phase : start.phases()) {
        phase(json, phase);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("thresholds");
      for (Threshold threshold : start.thresholds()) {
        threshold(json, threshold);
      }
      json.writeEndArray();
      if (start.tier().isPresent()) {
        json.writeStringField("tier", start.tier().get());
      }
      Json.texts(json, "steps", start.steps());
      if (!start.series().isEmpty()) {
        json.writeArrayFieldStart("series");
        for (ProbeSeries series : start.series()) {
          series(json, series);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    });
  }

  private static void phase(JsonGenerator json, PhaseWindow phase) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", phase.name());
    json.writeNumberField("start_nanos", phase.startNanos());
    json.writeNumberField("end_nanos", phase.endNanos());
    json.writeNumberField("from", phase.from());
    json.writeNumberField("to", phase.to());
    json.writeBooleanField("open", phase.open());
    json.writeEndObject();
  }

  private static void series(JsonGenerator json, ProbeSeries series) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", series.name());
    json.writeStringField("unit", series.unit().label());
    json.writeStringField("description", series.description());
    if (series.limit().isPresent()) {
      json.writeNumberField("limit", series.limit().getAsDouble());
    }
    json.writeEndObject();
  }

  private static void threshold(JsonGenerator json, Threshold threshold) throws IOException {
    json.writeStartObject();
    json.writeStringField("expression", threshold.expression());
    json.writeStringField("measure", threshold.measure().label());
    if (threshold.series().isPresent()) {
      json.writeFieldName("series");
      series(json, threshold.series().get());
    }
    Json.texts(json, "tags", new TreeMap<>(threshold.tags()));
    if (threshold.statistic().isPresent()) {
      json.writeStringField("statistic", threshold.statistic().get().label());
    }
    if (threshold.window().isPresent()) {
      json.writeNumberField("window_nanos", threshold.window().get().toNanos());
    }
    json.writeStringField("operator", threshold.operator().sign());
    Json.number(json, "limit", threshold.limit());
    json.writeBooleanField("of_offered", threshold.ofOffered());
    if (threshold.warn().isPresent()) {
      Json.number(json, "warn", threshold.warn().getAsDouble());
    }
    json.writeBooleanField("abort", threshold.abort());
    if (threshold.share().isPresent()) {
      Json.number(json, "share", threshold.share().getAsDouble());
    }
    json.writeEndObject();
  }

  /**
   * Reads what {@link #start} wrote.
   *
   * @param planText the plan, kept beside it
   * @throws MalformedJsonException if it is anything else
   */
  static RunStart start(JsonNode json, String planText) throws MalformedJsonException {
    String schema = Json.text(json, "schema");
    if (!schema.equals(SCHEMA)) {
      throw new MalformedJsonException(
          "the field schema must be "
              + SCHEMA
              + ", got: "
              + schema
              + ". It was written by another version of Loadstone");
    }
    List<PhaseWindow> phases = new ArrayList<>();
    for (JsonNode phase : Json.required(json, "phases")) {
      phases.add(phase(phase));
    }
    List<Threshold> thresholds = new ArrayList<>();
    List<ProbeSeries> series = new ArrayList<>();
    for (JsonNode one : json.path("series")) {
      series.add(series(one));
    }
    for (JsonNode threshold : Json.required(json, "thresholds")) {
      thresholds.add(threshold(threshold, series));
    }
    return new RunStart(
        Json.text(json, "name"),
        Json.text(json, "description"),
        instant(Json.text(json, "started")),
        Json.text(json, "plan_hash"),
        planText,
        texts(Json.required(json, "environment")),
        Json.whole(json, "seed"),
        Json.text(json, "model"),
        Json.whole(json, "warm_up_nanos"),
        Json.whole(json, "duration_nanos"),
        phases,
        thresholds,
        json.has("tier") ? Optional.of(Json.text(json, "tier")) : Optional.empty(),
        list(Json.required(json, "steps")),
        series);
  }

  private static ProbeSeries series(JsonNode json) throws MalformedJsonException {
    String unit = Json.text(json, "unit");
    return new ProbeSeries(
        Json.text(json, "name"),
        known("unit", unit, ProbeSeries.Unit.of(unit)),
        Json.text(json, "description"),
        json.has("limit") ? OptionalDouble.of(Json.number(json, "limit")) : OptionalDouble.empty());
  }

  private static PhaseWindow phase(JsonNode json) throws MalformedJsonException {
    return new PhaseWindow(
        Json.text(json, "name"),
        Json.whole(json, "start_nanos"),
        Json.whole(json, "end_nanos"),
        Json.number(json, "from"),
        Json.number(json, "to"),
        Json.required(json, "open").asBoolean());
  }

  private static Threshold threshold(JsonNode json, List<ProbeSeries> probed)
      throws MalformedJsonException {
    if (Json.text(json, "measure").equals(Measure.COMPOSITE.label())) {
      return composite(Json.text(json, "expression"), probed);
    }
    Optional<Statistic> statistic = Optional.empty();
    if (json.has("statistic")) {
      statistic =
          Optional.of(
              known(
                  "statistic",
                  Json.text(json, "statistic"),
                  Statistic.of(Json.text(json, "statistic"))));
    }
    String measure = Json.text(json, "measure");
    String sign = Json.text(json, "operator");
    return new Threshold(
        Json.text(json, "expression"),
        known("measure", measure, Measure.of(measure)),
        texts(Json.required(json, "tags")),
        statistic,
        json.has("window_nanos")
            ? Optional.of(Duration.ofNanos(Json.whole(json, "window_nanos")))
            : Optional.empty(),
        known("operator", sign, Operator.of(sign)),
        Json.number(json, "limit"),
        Json.required(json, "of_offered").asBoolean(),
        json.has("warn") ? OptionalDouble.of(Json.number(json, "warn")) : OptionalDouble.empty(),
        Json.required(json, "abort").asBoolean(),
        json.has("series") ? Optional.of(series(Json.required(json, "series"))) : Optional.empty(),
        Optional.empty(),
        json.has("share") ? OptionalDouble.of(Json.number(json, "share")) : OptionalDouble.empty());
  }

  /** Arithmetic is all in its text. */
  private static Threshold composite(String expression, List<ProbeSeries> probed)
      throws MalformedJsonException {
    try {
      return new ThresholdParser(Map.of(), probed).parse(expression);
    } catch (InvalidTextException wrong) {
      throw new MalformedJsonException("threshold " + wrong.getMessage());
    }
  }

  /** Returns a line of {@code events.jsonl}, without its end. */
  static String adjustment(Adjustment adjustment) {
    return Json.line(json -> {
      json.writeStartObject();
      json.writeStringField("event", ADJUSTED);
      json.writeNumberField("at_nanos", adjustment.atNanos());
      json.writeNumberField("from", adjustment.from());
      json.writeNumberField("to", adjustment.to());
      json.writeBooleanField("open", adjustment.open());
      json.writeEndObject();
    });
  }

  /**
   * Reads what {@link #adjustment(Adjustment)} wrote.
   *
   * @throws MalformedJsonException if it is anything else
   */
  static Adjustment adjustment(JsonNode json) throws MalformedJsonException {
    String event = Json.text(json, "event");
    if (!event.equals(ADJUSTED)) {
      throw new MalformedJsonException("the field event is not a known one, got: " + event);
    }
    return new Adjustment(
        Json.whole(json, "at_nanos"),
        Json.number(json, "from"),
        Json.number(json, "to"),
        Json.required(json, "open").asBoolean());
  }

  /** Returns {@code end.json}. */
  static String end(RunEnd end) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeStringField("reason", end.reason().name().toLowerCase(Locale.ROOT));
      json.writeStringField("detail", end.detail());
      json.writeNumberField("at_nanos", end.atNanos());
      Json.texts(json, "driver_failures", end.driverFailures());
      json.writeEndObject();
    });
  }

  /**
   * Reads what {@link #end(RunEnd)} wrote.
   *
   * @throws MalformedJsonException if it is anything else
   */
  static RunEnd end(JsonNode json) throws MalformedJsonException {
    String word = Json.text(json, "reason");
    Optional<RunEnd.Reason> reason = Optional.empty();
    for (RunEnd.Reason candidate : RunEnd.Reason.values()) {
      if (candidate.name().toLowerCase(Locale.ROOT).equals(word)) {
        reason = Optional.of(candidate);
      }
    }
    return new RunEnd(
        known("reason", word, reason),
        Json.text(json, "detail"),
        Json.whole(json, "at_nanos"),
        list(Json.required(json, "driver_failures")));
  }

  private static <T> T known(String field, String word, Optional<T> value)
      throws MalformedJsonException {
    if (value.isEmpty()) {
      throw new MalformedJsonException("the field " + field + " is not a known one, got: " + word);
    }
    return value.get();
  }

  private static Instant instant(String text) throws MalformedJsonException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedJsonException(
          "the field started must be a time such as 2026-01-31T12:00:00Z, got: " + text);
    }
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> values = new TreeMap<>();
    json.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    return values;
  }

  private static List<String> list(JsonNode json) {
    List<String> values = new ArrayList<>();
    json.forEach(value -> values.add(value.asText()));
    return values;
  }
}
