package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.ForkSummary;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.benchmark.TargetResult;
import java.io.IOException;
import java.util.Map;

/**
 * Results of benchmarks as the document {@code loadstone/benchmarks/1}: times in seconds, sizes in
 * bytes, ratios from 0 to 1, rates per second; what is not known is absent.
 */
public final class BenchmarkJson {
  /** The document's schema id. */
  public static final String SCHEMA = "loadstone/benchmarks/1";

  private BenchmarkJson() {}

  /** Returns the document, with a line break at its end. */
  public static String of(BenchmarkReport report) {
    return Json.document(json -> {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("name", report.name());
      json.writeStringField("verdict", report.verdict().label());
      json.writeStringField("started", report.started().toString());
      Json.texts(json, "environment", report.environment());
      json.writeArrayFieldStart("benchmarks");
      for (BenchmarkResult result : report.results()) {
        benchmark(json, result);
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void benchmark(JsonGenerator json, BenchmarkResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", result.name());
    Json.texts(json, "labels", result.labels());
    json.writeNumberField("concurrency", result.concurrency());
    json.writeStringField("verdict", result.verdict().label());
    if (!result.stopped().isEmpty()) {
      json.writeStringField("stopped", result.stopped());
    }
    json.writeNumberField("samples", result.times().count());
    json.writeObjectFieldStart("figures");
    for (Figure figure : Figure.values()) {
      Json.number(json, snake(figure), result.figure(figure));
    }
    json.writeEndObject();
    runs(json, result);
    json.writeObjectFieldStart("errors");
    for (Map.Entry<String, Long> error : result.errors().entrySet()) {
      json.writeNumberField(error.getKey(), error.getValue());
    }
    json.writeEndObject();
    resources(json, result.resources());
    if (result.forks().isPresent()) {
      forks(json, result.forks().get());
    }
    targets(json, result);
    Json.texts(json, "notes", BenchmarkText.notes(result));
    json.writeEndObject();
  }

  private static void runs(JsonGenerator json, BenchmarkResult result) throws IOException {
    json.writeArrayFieldStart("runs");
    for (int i = 0; i < result.runs().size(); i++) {
      SampleLog run = result.runs().get(i);
      json.writeStartObject();
      json.writeNumberField("iterations", run.size());
      json.writeNumberField("warm_up_given", run.warmUp());
      json.writeNumberField("warm_up", result.warmUps().get(i));
      json.writeStringField("steady_state", result.steadyStates().get(i).kind().label());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void resources(JsonGenerator json, ResourceUse use) throws IOException {
    Json.number(json, "cpu_process", use.cpuProcess());
    json.writeArrayFieldStart("cpu_cores");
    for (double core : use.cpuCores()) {
      if (Double.isFinite(core)) {
        json.writeNumber(core);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }

  private static void forks(JsonGenerator json, ForkSummary forks) throws IOException {
    json.writeObjectFieldStart("forks");
    json.writeArrayFieldStart("means");
    for (double mean : forks.means()) {
      if (Double.isFinite(mean)) {
        json.writeNumber(mean);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
    if (forks.interval().isPresent()) {
      Json.number(json, "low", forks.interval().get().low());
      Json.number(json, "high", forks.interval().get().high());
    }
    json.writeEndObject();
  }

  private static void targets(JsonGenerator json, BenchmarkResult result) throws IOException {
    json.writeArrayFieldStart("targets");
    for (TargetResult target : result.targets()) {
      json.writeStartObject();
      json.writeStringField("figure", snake(target.target().figure()));
      Json.number(json, "limit", target.target().limit());
      Json.number(json, "actual", target.actual());
      Json.number(json, "difference", target.difference());
      Json.number(json, "difference_ratio", target.differenceRatio());
      json.writeStringField("verdict", target.verdict().label());
      json.writeStringField("reason", target.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String snake(Figure figure) {
    return figure.name().toLowerCase(java.util.Locale.ROOT);
  }
}
