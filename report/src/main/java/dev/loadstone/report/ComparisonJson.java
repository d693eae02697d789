package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.Omission;
import java.io.IOException;
import java.util.List;

/**
 * A comparison as the document {@code loadstone/comparison/1}: base units, ratios from 0 to 1; what
 * is not known is absent.
 */
final class ComparisonJson {
  /** The document's schema id. */
  static final String SCHEMA = "loadstone/comparison/1";

  private ComparisonJson() {}

  /** Returns the document, with a line break at its end. */
  static String of(Comparison comparison) {
    return Json.document(json -> write(json, comparison));
  }

  /** Writes the document as a value of another one. */
  static void write(JsonGenerator json, Comparison comparison) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeBooleanField("valid", comparison.isValid());
    json.writeStringField("judgement", comparison.judgement().label());
    json.writeStringField("method", comparison.method().label());
    json.writeNumberField("level", comparison.settings().level());
    json.writeStringField("correction", comparison.settings().correction().label());
    json.writeNumberField("run_variation", comparison.settings().runVariation());
    side(json, "baseline", comparison.baseline());
    side(json, "candidate", comparison.candidate());
    json.writeArrayFieldStart("figures");
    for (Change change : comparison.changes()) {
      change(json, change);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("not_compared");
    for (Omission omission : comparison.omissions()) {
      json.writeStartObject();
      json.writeStringField("figure", omission.subject().name());
      json.writeNumberField("baseline_runs", omission.inBaseline());
      json.writeNumberField("candidate_runs", omission.inCandidate());
      json.writeStringField("reason", omission.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    Json.texts(json, "notes", comparison.notes());
    json.writeEndObject();
  }

  private static void side(JsonGenerator json, String name, List<ComparedRun> runs)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (ComparedRun run : runs) {
      json.writeStartObject();
      json.writeStringField("name", run.name());
      json.writeStringField("plan", run.plan());
      json.writeBooleanField("usable", run.isUsable());
      if (!run.isUsable()) {
        json.writeStringField("reason", run.unusable());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void change(JsonGenerator json, Change change) throws IOException {
    json.writeStartObject();
    json.writeStringField("figure", change.subject().name());
    json.writeStringField("unit", change.subject().unit().label());
    json.writeBooleanField("higher_is_better", change.subject().higherIsBetter());
    json.writeStringField("judgement", change.judgement().label());
    json.writeBooleanField("significant", change.significant());
    json.writeBooleanField("suspected", change.suspected());
    json.writeBooleanField("worse", change.worse());
    numbers(json, "baseline_runs", change.baseline());
    numbers(json, "candidate_runs", change.candidate());
    Json.number(json, "baseline", change.baselineCentre());
    Json.number(json, "candidate", change.candidateCentre());
    json.writeStringField("scale", change.byDifference() ? "difference" : "ratio");
    Json.number(json, "change", change.size());
    Json.number(json, "low", change.interval().low());
    Json.number(json, "high", change.interval().high());
    if (change.bootstrap().isPresent()) {
      Json.number(json, "bootstrap_low", change.bootstrap().get().low());
      Json.number(json, "bootstrap_high", change.bootstrap().get().high());
    }
    Json.number(json, "p", change.p());
    Json.number(json, "p_adjusted", change.adjustedP());
    Json.number(json, "cliffs_delta", change.delta());
    Json.number(json, "tolerance", change.tolerance());
    if (change.moreRuns().isPresent()) {
      json.writeNumberField("more_runs", change.moreRuns().getAsInt());
    }
    json.writeStringField("reason", change.reason());
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, String name, List<Double> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }
}
