package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.GeneratorSummary;
import dev.loadstone.core.result.LoadSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.SeriesSummary;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A result as the document {@code loadstone/result/1}: times in seconds, sizes in bytes, ratios
 * from 0 to 1, rates per second; what is not known is absent. {@link ResultSchema} is its JSON
 * Schema.
 */
public final class ResultJson {
  /** The document's schema id. */
  public static final String SCHEMA = "loadstone/result/1";

  private static final double NANOS = 1e9;

  private ResultJson() {}

  /**
   * Returns the document, with a line break at its end; the same result always gives the same text.
   */
  public static String of(RunResult result) {
    return Json.document(json -> {
      json.writeStartObject();
      head(json, result);
      load(json, result.load());
      CourseJson.write(json, result.course());
      measures(json, "measures", result.measures());
      warmUp(json, result);
      counters(json, result.counters());
      series(json, result);
      ProfileJson.write(json, result.profiles());
      models(json, ModelUse.of(result));
      errors(json, result.errors());
      thresholds(json, result.thresholds());
      generator(json, result);
      warnings(json, result.warnings());
      FindingsJson.write(json, Findings.of(result));
      json.writeEndObject();
    });
  }

  private static void head(JsonGenerator json, RunResult result) throws IOException {
    RunStart start = result.start();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("name", start.name());
    if (!start.description().isEmpty()) {
      json.writeStringField("description", start.description());
    }
    json.writeStringField("verdict", result.verdict().label());
    Json.texts(json, "reasons", result.reasons());
    json.writeStringField("started", start.started().toString());
    Json.number(json, "duration", result.duration());
    end(json, result.end());
    json.writeStringField("plan_hash", start.planHash());
    if (start.tier().isPresent()) {
      json.writeStringField("tier", start.tier().get());
    }
    Json.texts(json, "environment", start.environment());
    json.writeNumberField("seed", start.seed());
    json.writeArrayFieldStart("phases");
    for (PhaseWindow phase : start.phases()) {
      phase(json, phase);
    }
    json.writeEndArray();
    Json.texts(json, "steps", start.steps());
  }

  private static void end(JsonGenerator json, RunEnd end) throws IOException {
    json.writeObjectFieldStart("end");
    json.writeStringField("reason", end.reason().name().toLowerCase(Locale.ROOT));
    if (!end.detail().isEmpty()) {
      json.writeStringField("detail", end.detail());
    }
    json.writeNumberField("at", end.atNanos() / NANOS);
    Json.texts(json, "driver_failures", end.driverFailures());
    json.writeEndObject();
  }

  private static void phase(JsonGenerator json, PhaseWindow phase) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", phase.name());
    json.writeNumberField("start", phase.startNanos() / NANOS);
    json.writeNumberField("end", phase.endNanos() / NANOS);
    Json.number(json, "from", phase.from());
    Json.number(json, "to", phase.to());
    json.writeStringField("unit", phase.open() ? "1/s" : "users");
    json.writeBooleanField("measured", !phase.isWarmUp());
    json.writeEndObject();
  }

  private static void load(JsonGenerator json, LoadSummary load) throws IOException {
    json.writeObjectFieldStart("load");
    json.writeStringField("model", load.model());
    json.writeNumberField("offered", load.offered());
    json.writeNumberField("started", load.started());
    json.writeNumberField("completed", load.completed());
    json.writeNumberField("failed", load.failed());
    json.writeNumberField("dropped", load.dropped());
    json.writeNumberField("cancelled", load.cancelled());
    json.writeNumberField("operations", load.operations());
    json.writeNumberField("failed_operations", load.failedOperations());
    Json.number(json, "offered_rate", load.offeredRate());
    Json.number(json, "achieved_rate", load.achievedRate());
    Json.number(json, "operation_rate", load.operationRate());
    json.writeEndObject();
  }

  private static void measures(JsonGenerator json, String field, List<MeasureSummary> measures)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (MeasureSummary measure : measures) {
      json.writeStartObject();
      json.writeStringField("name", measure.measure().label());
      tags(json, measure.tags());
      json.writeStringField("unit", measure.measure().kind().unit());
      json.writeNumberField("count", measure.count());
      Json.number(json, "mean", measure.mean());
      Json.number(json, "stddev", measure.stddev());
      Json.number(json, "min", measure.min());
      Json.number(json, "max", measure.max());
      json.writeObjectFieldStart("percentiles");
      for (Map.Entry<Statistic, Double> percentile : measure.percentiles().entrySet()) {
        Json.number(json, percentile.getKey().label(), percentile.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("intervals");
      for (Map.Entry<Statistic, ConfidenceInterval> known : measure.intervals().entrySet()) {
        interval(json, known.getKey().label(), known.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void interval(JsonGenerator json, String field, ConfidenceInterval interval)
      throws IOException {
    json.writeArrayFieldStart(field);
    json.writeNumber(interval.low());
    json.writeNumber(interval.high());
    json.writeEndArray();
  }

  private static void warmUp(JsonGenerator json, RunResult result) throws IOException {
    json.writeObjectFieldStart("warm_up");
    json.writeNumberField("duration", result.start().warmUpNanos() / NANOS);
    measures(json, "measures", result.warmUp());
    json.writeEndObject();
  }

  private static void counters(JsonGenerator json, List<CounterTotal> counters) throws IOException {
    json.writeArrayFieldStart("counters");
    for (CounterTotal counter : counters) {
      json.writeStartObject();
      json.writeStringField("name", counter.key().name());
      tags(json, counter.key().tags());
      json.writeNumberField("value", counter.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void series(JsonGenerator json, RunResult result) throws IOException {
    if (result.series().isEmpty()) {
      return;
    }
    List<MemoryGrowth> growths = result.growths();
    json.writeArrayFieldStart("series");
    for (SeriesSummary summary : result.series()) {
      json.writeStartObject();
      json.writeStringField("name", summary.series().name());
      json.writeStringField("unit", summary.series().unit().label());
      json.writeStringField("description", summary.series().description());
      json.writeNumberField("samples", summary.samples());
      Json.number(json, "min", summary.min());
      Json.number(json, "mean", summary.mean());
      Json.number(json, "max", summary.max());
      for (MemoryGrowth growth : growths) {
        if (growth.series().equals(summary.series().name())) {
          GrowthFindings.write(json, growth);
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void models(JsonGenerator json, List<ModelUse> uses) throws IOException {
    if (uses.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("models");
    for (ModelUse use : uses) {
      json.writeStartObject();
      Json.texts(json, "tags", use.step().isEmpty() ? Map.of() : Map.of(Tag.STEP, use.step()));
      json.writeNumberField("input_tokens", use.sum(CounterKey.INPUT_TOKENS));
      json.writeNumberField("cached_input_tokens", use.sum(CounterKey.CACHED_INPUT_TOKENS));
      json.writeNumberField("output_tokens", use.sum(CounterKey.TOKENS));
      json.writeNumberField("reasoning_tokens", use.sum(CounterKey.REASONING_TOKENS));
      Json.texts(json, "counted_by", use.sources());
      if (!Double.isNaN(use.estimateRatio())) {
        json.writeStringField("estimated_by", use.estimator());
        Json.number(json, "estimate_ratio", use.estimateRatio());
      }
      if (use.isPriced()) {
        cost(json, use);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void cost(JsonGenerator json, ModelUse use) throws IOException {
    json.writeObjectFieldStart("cost");
    if (!use.currency().isEmpty()) {
      json.writeStringField("currency", use.currency());
      json.writeStringField("total", use.cost().toPlainString());
    }
    Json.number(json, "per_operation", use.costPerOperation());
    Json.number(json, "per_1k_output_tokens", use.costPerThousandTokens());
    json.writeNumberField("operations", use.sum(CounterKey.PRICED_OPERATIONS));
    json.writeNumberField("operations_unknown", use.sum(CounterKey.UNPRICED_OPERATIONS));
    json.writeEndObject();
  }

  private static void tags(JsonGenerator json, Tags tags) throws IOException {
    Json.texts(json, "tags", tags.values());
  }

  private static void errors(JsonGenerator json, List<ErrorSummary> errors) throws IOException {
    json.writeArrayFieldStart("errors");
    for (ErrorSummary error : errors) {
      json.writeStartObject();
      json.writeStringField("class", error.error().label());
      json.writeStringField("step", error.step());
      json.writeNumberField("count", error.count());
      if (!error.samples().isEmpty()) {
        json.writeStringField("sample", error.samples().getFirst().message());
      }
      json.writeArrayFieldStart("samples");
      for (FailureSample sample : error.samples()) {
        sample(json, sample);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void sample(JsonGenerator json, FailureSample sample) throws IOException {
    json.writeStartObject();
    json.writeNumberField("at", sample.atNanos() / NANOS);
    json.writeStringField("scenario", sample.scenario());
    json.writeStringField("message", sample.message());
    json.writeStringField("request", sample.request());
    json.writeStringField("response", sample.response());
    json.writeNumberField("response_time", sample.responseTimeNanos() / NANOS);
    json.writeEndObject();
  }

  private static void thresholds(JsonGenerator json, List<ThresholdResult> results)
      throws IOException {
    json.writeArrayFieldStart("thresholds");
    for (ThresholdResult result : results) {
      Threshold threshold = result.threshold();
      json.writeStartObject();
      json.writeStringField("expression", threshold.expression());
      json.writeStringField("measure", threshold.measure().label());
      if (threshold.series().isPresent()) {
        json.writeStringField("series", threshold.series().get().name());
      }
      Json.texts(json, "tags", new TreeMap<>(threshold.tags()));
      if (threshold.statistic().isPresent()) {
        json.writeStringField("statistic", threshold.statistic().get().label());
      }
      json.writeStringField("operator", threshold.operator().sign());
      Json.number(json, "limit", threshold.limit());
      if (threshold.share().isPresent()) {
        Json.number(json, "share", threshold.share().getAsDouble());
      }
      if (threshold.ofOffered()) {
        json.writeStringField("limit_of", "offered_rate");
      }
      Json.number(json, "observed", result.observed());
      if (result.interval().isPresent()) {
        interval(json, "interval", result.interval().get());
      }
      json.writeStringField("verdict", result.verdict().label());
      if (!result.reason().isEmpty()) {
        json.writeStringField("reason", result.reason());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void generator(JsonGenerator json, RunResult result) throws IOException {
    GeneratorSummary generator = result.generator();
    json.writeObjectFieldStart("generator");
    Json.number(json, "cpu_ratio", generator.cpuRatio());
    Json.number(json, "loop_cpu_ratio_max", generator.loopCpuRatioMax());
    Json.number(json, "gc_pause_max", generator.gcPauseMax());
    Json.number(json, "loop_lag_max", generator.loopLagMax());
    Json.number(json, "start_delay_p99", generator.startDelayP99());
    Json.number(json, "resident_bytes_max", generator.residentBytesMax());
    if (result.start().importedFrom().isEmpty()) {
      json.writeBooleanField("healthy", generator.healthy());
    }
    json.writeEndObject();
  }

  private static void warnings(JsonGenerator json, List<Warning> warnings) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (Warning warning : warnings) {
      json.writeStartObject();
      json.writeStringField("code", warning.code());
      json.writeStringField("message", warning.message());
      numbers(json, warning);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void numbers(JsonGenerator json, Warning warning) throws IOException {
    switch (warning) {
      case Warning.GeneratorLate(double delayP99, double limit) -> {
        Json.number(json, "delay_p99", delayP99);
        Json.number(json, "limit", limit);
      }
      case Warning.GeneratorStalled(double at, double lag) -> {
        Json.number(json, "at", at);
        Json.number(json, "lag", lag);
      }
      case Warning.GeneratorStarved(double lag) -> Json.number(json, "lag", lag);
      case Warning.GeneratorSaturated(double loopCpuRatio) ->
          Json.number(json, "loop_cpu_ratio", loopCpuRatio);
      case Warning.Dropped(long count, long offered, String cause) -> {
        json.writeNumberField("count", count);
        json.writeNumberField("offered", offered);
        json.writeStringField("cause", cause);
      }
      case Warning.OfferedRateMissed(double offered, double started) -> {
        Json.number(json, "offered", offered);
        Json.number(json, "started", started);
      }
      case Warning.GcPause(double at, double pause) -> {
        Json.number(json, "at", at);
        Json.number(json, "pause", pause);
      }
      case Warning.FileDescriptors(long open, long max) -> {
        json.writeNumberField("open", open);
        json.writeNumberField("max", max);
      }
      case Warning.DriverFailure(String detail) -> json.writeStringField("detail", detail);
      case Warning.ProbeFailed(double at, String probe, String detail) -> {
        Json.number(json, "at", at);
        json.writeStringField("probe", probe);
        json.writeStringField("detail", detail);
      }
      case Warning.NotProfiled(double at, String profile, String detail) -> {
        Json.number(json, "at", at);
        json.writeStringField("profile", profile);
        json.writeStringField("detail", detail);
      }
      case Warning.Imported(String tool) -> json.writeStringField("tool", tool);
      case Warning.LoadChanged(double at, double from, double to, boolean open) -> {
        Json.number(json, "at", at);
        Json.number(json, "from", from);
        Json.number(json, "to", to);
        json.writeStringField("level", open ? "rate" : "users");
      }
      case Warning.EndedEarly(double at, double planned, String cause) -> {
        Json.number(json, "at", at);
        Json.number(json, "planned", planned);
        json.writeStringField("cause", cause);
      }
    }
  }
}
