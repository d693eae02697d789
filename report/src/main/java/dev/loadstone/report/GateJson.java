package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.gate.ChangeWatch;
import dev.loadstone.core.gate.Gate;
import dev.loadstone.core.gate.JudgedRun;
import dev.loadstone.core.gate.PartAnswer;
import dev.loadstone.core.gate.WatchedChange;
import dev.loadstone.core.verdict.ThresholdResult;
import java.io.IOException;

/**
 * A gate as the document {@code loadstone/gate/1}: base units, ratios from 0 to 1; what is not
 * known is absent.
 */
final class GateJson {
  /** The document's schema id. */
  static final String SCHEMA = "loadstone/gate/1";

  private GateJson() {}

  /** Returns the document, with a line break at its end. */
  static String of(Gate gate) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("plan", gate.plan());
      json.writeStringField("answer", gate.answer().label());
      json.writeArrayFieldStart("parts");
      for (PartAnswer part : gate.parts()) {
        json.writeStartObject();
        json.writeStringField("part", part.part().label());
        json.writeStringField("answer", part.answer().label());
        json.writeBooleanField("required", part.required());
        json.writeStringField("reason", part.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("runs");
      for (JudgedRun run : gate.candidates()) {
        run(json, run);
      }
      json.writeEndArray();
      if (gate.comparison().isPresent()) {
        json.writeFieldName("comparison");
        ComparisonJson.write(json, gate.comparison().get());
      }
      if (gate.watch().isPresent()) {
        changes(json, gate.watch().get());
      }
      json.writeEndObject();
    });
  }

  private static void run(JsonGenerator json, JudgedRun run) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", run.name());
    json.writeStringField("id", run.id());
    json.writeStringField("started", run.result().start().started().toString());
    json.writeStringField("verdict", run.result().verdict().label());
    Json.texts(json, "reasons", run.result().reasons());
    json.writeArrayFieldStart("thresholds");
    for (ThresholdResult judged : run.result().thresholds()) {
      json.writeStartObject();
      json.writeStringField("threshold", judged.threshold().expression());
      json.writeStringField("verdict", judged.verdict().label());
      json.writeStringField("unit", judged.threshold().unit());
      Json.number(json, "observed", judged.observed());
      json.writeStringField("reason", judged.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void changes(JsonGenerator json, ChangeWatch watch) throws IOException {
    json.writeObjectFieldStart("changes");
    json.writeNumberField("runs", watch.runs());
    json.writeNumberField("figures", watch.figures());
    json.writeNumberField("fresh", watch.settings().fresh());
    json.writeNumberField("patience", watch.settings().patience());
    json.writeArrayFieldStart("found");
    for (WatchedChange change : watch.changes()) {
      change(json, watch, change);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, ChangeWatch watch, WatchedChange change)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("figure", change.subject().name());
    json.writeStringField("unit", change.subject().unit().label());
    json.writeBooleanField("higher_is_better", change.subject().higherIsBetter());
    json.writeStringField("state", change.state().label());
    json.writeStringField("run", change.first().id());
    json.writeStringField("started", change.first().started().toString());
    if (change.first().commit().isPresent()) {
      json.writeStringField("commit", change.first().commit().get());
    }
    json.writeNumberField("age", change.age());
    Json.number(json, "before", change.point().before());
    Json.number(json, "after", change.point().after());
    Json.number(json, "now", change.now());
    Json.number(json, "ratio", change.point().ratio());
    Json.number(json, "ratio_low", change.point().ratioInterval().low());
    Json.number(json, "ratio_high", change.point().ratioInterval().high());
    Json.number(json, "confidence", change.point().confidence());
    Json.number(json, "tolerance", watch.settings().figures().tolerance(change.subject()));
    json.writeEndObject();
  }
}
