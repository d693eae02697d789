package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.finding.Kind;
import dev.loadstone.core.finding.Severity;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.verdict.Verdict;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The JSON Schema (draft 2020-12) of {@link ResultJson}. Later versions may add fields; they do not
 * take any away.
 */
public final class ResultSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ResultSchema() {}

  /** Returns the schema as a document, with a line break at its end. */
  public static String text() {
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema()) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  private static ObjectNode schema() {
    ObjectNode root = NODES.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", "urn:" + ResultJson.SCHEMA.replace('/', ':'));
    root.put("title", "Result of a Loadstone run");
    root.put(
        "description",
        "Times in seconds, sizes in bytes, ratios from 0 to 1, rates per second. What is not known is absent. The warm-up is excluded.");
    ObjectNode fields = object(root);
    fields.set("schema", NODES.objectNode().put("const", ResultJson.SCHEMA));
    fields.set("name", text("The plan's name."));
    fields.set("description", text("The plan's description."));
    fields.set(
        "verdict",
        words("The judgement of the whole.", Arrays.stream(Verdict.values()).map(Verdict::label)));
    fields.set("reasons", list("Why, sentences; empty if everything passed.", type("string")));
    fields.set("started", text("Wall-clock time of second 0.").put("format", "date-time"));
    fields.set("duration", number("Measured time."));
    fields.set("end", end());
    fields.set("plan_hash", text("SHA-256 of the effective plan, in hexadecimal."));
    fields.set("tier", text("The tier that the run was judged by."));
    fields.set("environment", texts("Facts on generator and machine."));
    fields.set("seed", type("integer").put("description", "Seed of all randomness."));
    fields.set("phases", list("The phases of the load, the warm-up among them.", phase()));
    fields.set(
        "steps", list("The steps that are operations, in the plan's order.", type("string")));
    fields.set("load", load());
    fields.set("course", course());
    fields.set(
        "measures", list("The distributions; those without tags are the whole mix.", measure()));
    fields.set("warm_up", warmUp());
    fields.set("counters", list("The counters.", counter()));
    fields.set("series", list("What probes sampled; absent if there are none.", series()));
    fields.set("profiles", list("Profiles; absent if there are none.", ProfileSchema.profile()));
    fields.set(
        "models", list("Tokens and cost of models, all steps first; absent if none.", model()));
    fields.set("errors", list("Failures by class and step, the most frequent first.", error()));
    fields.set("thresholds", list("The thresholds, judged, in the plan's order.", threshold()));
    fields.set("generator", generator());
    fields.set("warnings", list("What the reader should know.", warning()));
    fields.set("findings", list("What to act on, the most urgent first.", finding()));
    return require(root, "description", "tier", "series", "profiles", "course", "models");
  }

  private static ObjectNode end() {
    ObjectNode end = NODES.objectNode().put("description", "How the run ended.");
    ObjectNode fields = object(end);
    fields.set(
        "reason",
        words(
            "Why.",
            Arrays.stream(RunEnd.Reason.values())
                .map(reason -> reason.name().toLowerCase(Locale.ROOT))));
    fields.set("detail", text("A sentence on it."));
    fields.set("at", number("Seconds from the start."));
    fields.set("driver_failures", list("What went wrong in the generator itself.", type("string")));
    return require(end, "detail");
  }

  private static ObjectNode phase() {
    ObjectNode phase = NODES.objectNode();
    ObjectNode fields = object(phase);
    fields.set("name", text("The phase tag."));
    fields.set("start", number("Seconds from the start."));
    fields.set("end", number("Seconds from the start."));
    fields.set("from", number("Level at the start."));
    fields.set("to", number("Level at the end."));
    fields.set("unit", words("What the level is.", Stream.of("1/s", "users")));
    fields.set(
        "measured",
        type("boolean").put("description", "Whether the phase counts; the warm-up does not."));
    return require(phase);
  }

  private static ObjectNode load() {
    ObjectNode load =
        NODES.objectNode().put("description", "What load was asked and done, in iterations.");
    ObjectNode fields = object(load);
    fields.set("model", words("The model.", Stream.of("open", "closed", "mixed", "unknown")));
    for (String count :
        List.of(
            "offered",
            "started",
            "completed",
            "failed",
            "dropped",
            "cancelled",
            "operations",
            "failed_operations")) {
      fields.set(count, count());
    }
    fields.set(
        "offered_rate", number("Intended iterations per second; absent in a closed workload."));
    fields.set("achieved_rate", number("Iterations completed without a failure per second."));
    fields.set("operation_rate", number("Operations completed without a failure per second."));
    return require(load, "offered_rate", "achieved_rate", "operation_rate");
  }

  private static ObjectNode course() {
    ObjectNode course =
        NODES.objectNode().put("description", "What the course of the load showed.");
    ObjectNode fields = object(course);
    fields.set("climb", climb());
    ObjectNode recovery = NODES.objectNode().put("description", "After the load had fallen.");
    ObjectNode recovered = object(recovery);
    recovered.set("peak", number("The highest level."));
    recovered.set("level", number("The level after the fall."));
    recovered.set("time", number("How long it took; absent if the target did not recover."));
    recovered.set("observed", number("How long the load stayed down."));
    recovered.set("against", words("What it is compared with.", Stream.of("before", "end")));
    fields.set("recovery", require(recovery, "time"));
    ObjectNode drift = NODES.objectNode().put("description", "Under the longest steady load.");
    ObjectNode drifted = object(drift);
    drifted.set("duration", number("Its length."));
    drifted.set(
        "response_time_change", number("Of medians, last quarter against the first, as a share."));
    drifted.set("operation_rate_change", number("Likewise."));
    drifted.set("response_time_slope", number("Theil–Sen, seconds per second."));
    drifted.set("z", number("Of the test of Mann and Kendall."));
    drifted.set(
        "significant", type("boolean").put("description", "Whether it is no chance, at 1 %."));
    fields.set("drift", require(drift, "operation_rate_change"));
    return require(course, "climb", "recovery", "drift");
  }

  private static ObjectNode finding() {
    ObjectNode finding = NODES.objectNode();
    ObjectNode fields = object(finding);
    fields.set("kind", words("What it is about.", Arrays.stream(Kind.values()).map(Kind::label)));
    fields.set(
        "severity", words("How urgent.", Arrays.stream(Severity.values()).map(Severity::label)));
    fields.set("title", text("The kind, for a person."));
    fields.set("evidence", text("What was seen, with figures."));
    fields.set("impact", text("Whom or what it hurts."));
    fields.set("recommendation", text("What to do."));
    fields.set("next", text("The experiment that would tell more."));
    fields.set("at", number("Seconds from the start; absent if it holds for the whole run."));
    return require(finding, "impact", "at");
  }

  private static ObjectNode climb() {
    ObjectNode climb = NODES.objectNode().put("description", "While the load rose.");
    ObjectNode fields = object(climb);
    fields.set("unit", words("What levels are.", Stream.of("1/s", "users")));
    ObjectNode level = NODES.objectNode();
    ObjectNode parts = object(level);
    parts.set("level", type("number"));
    parts.set("operation_rate", type("number"));
    parts.set("response_time_mean", number("Absent if nothing succeeded."));
    parts.set("error_ratio", type("number"));
    parts.set("score", number("1 if as good as at the lowest level."));
    fields.set("levels", list("From the lowest.", require(level, "response_time_mean")));
    ObjectNode knee = NODES.objectNode();
    ObjectNode corner = object(knee);
    corner.set("level", number("Up to which throughput follows the load."));
    corner.set("operation_rate", number("Beyond it."));
    fields.set("knee", require(knee));
    fields.set("breaking_point", number("The level at which the target breaks."));
    return require(climb, "knee", "breaking_point");
  }

  private static ObjectNode measure() {
    ObjectNode measure = NODES.objectNode();
    ObjectNode fields = object(measure);
    fields.set("name", words("The measure.", Measure.labels().stream()));
    fields.set("tags", texts("Which part of it; none for the whole mix."));
    fields.set(
        "unit",
        words(
            "The unit of its values.",
            Arrays.stream(Measure.Kind.values()).map(Measure.Kind::unit).distinct()));
    fields.set("count", count());
    for (String figure : List.of("mean", "stddev", "min", "max")) {
      fields.set(figure, type("number"));
    }
    ObjectNode percentiles =
        NODES
            .objectNode()
            .put("description", "A percentile with fewer than 5 values beyond it is absent.");
    ObjectNode known = object(percentiles);
    Statistic.percentiles().forEach(percentile -> known.set(percentile.label(), type("number")));
    percentiles.put("additionalProperties", false);
    fields.set("percentiles", percentiles);
    ObjectNode intervals =
        NODES
            .objectNode()
            .put(
                "description",
                "95 % confidence intervals of percentiles; absent where they cannot be told.");
    ObjectNode told = object(intervals);
    Statistic.percentiles().forEach(percentile -> told.set(percentile.label(), interval()));
    intervals.put("additionalProperties", false);
    fields.set("intervals", intervals);
    return require(measure, "mean", "stddev", "min", "max");
  }

  private static ObjectNode interval() {
    return list("95 % confidence interval of a percentile: low, high.", type("number"))
        .put("minItems", 2)
        .put("maxItems", 2);
  }

  private static ObjectNode warmUp() {
    ObjectNode warmUp =
        NODES
            .objectNode()
            .put("description", "The warm-up, which is excluded from everything else.");
    ObjectNode fields = object(warmUp);
    fields.set("duration", number("Its length."));
    fields.set("measures", list("The distributions of the whole mix.", measure()));
    return require(warmUp);
  }

  private static ObjectNode counter() {
    ObjectNode counter = NODES.objectNode();
    ObjectNode fields = object(counter);
    fields.set("name", text("What was counted."));
    fields.set("tags", texts("Which part of it."));
    fields.set("value", count());
    return require(counter);
  }

  private static ObjectNode series() {
    ObjectNode series = NODES.objectNode();
    ObjectNode fields = object(series);
    fields.set("name", text("The series, the name of its probe first."));
    fields.set(
        "unit",
        words(
            "The unit of its values.",
            Arrays.stream(ProbeSeries.Unit.values()).map(ProbeSeries.Unit::label)));
    fields.set("description", text("What it is."));
    fields.set("samples", count());
    for (String figure : List.of("min", "mean", "max")) {
      fields.set(figure, number("Over the measured time; absent if there are no samples."));
    }
    fields.set("growth", growth());
    return require(series, "min", "mean", "max", "growth");
  }

  private static ObjectNode growth() {
    ObjectNode growth =
        NODES
            .objectNode()
            .put("description", "Of memory: whether it grows without end under a steady load.");
    ObjectNode fields = object(growth);
    fields.set(
        "finding",
        words(
            "What is to be thought of it.",
            Arrays.stream(MemoryGrowth.Finding.values()).map(MemoryGrowth.Finding::label)));
    fields.set("reason", text("Why."));
    fields.set("duration", number("For how long the samples were taken."));
    fields.set("samples", count());
    fields.set("level", number("The median in bytes; absent without samples."));
    fields.set("per_hour", number("Bytes per hour; absent with too few samples."));
    fields.set("per_hour_interval", interval());
    fields.set("per_operation", number("Bytes per operation that ended."));
    fields.set("per_operation_interval", interval());
    fields.set("limit", number("Of a leak: what the plan says it must not come to, in bytes."));
    fields.set("time_to_limit", number("Seconds from the end of the samples until it will have."));
    fields.set("time_to_limit_interval", interval());
    fields.set("operations_to_limit", number("Operations until then."));
    return require(
        growth,
        "level",
        "per_hour",
        "per_hour_interval",
        "per_operation",
        "per_operation_interval",
        "limit",
        "time_to_limit",
        "time_to_limit_interval",
        "operations_to_limit");
  }

  private static ObjectNode model() {
    ObjectNode model = NODES.objectNode();
    ObjectNode fields = object(model);
    fields.set("tags", texts("Which part of it; none for all steps."));
    fields.set("input_tokens", count());
    fields.set("cached_input_tokens", count());
    fields.set("output_tokens", count());
    fields.set("reasoning_tokens", count());
    fields.set("counted_by", list("Who counted the tokens of answers.", type("string")));
    fields.set("estimated_by", text("By what they were counted here, to compare."));
    fields.set("estimate_ratio", number("What that counted of what targets say."));
    ObjectNode cost = NODES.objectNode().put("description", "What the tokens cost.");
    ObjectNode parts = object(cost);
    parts.set("currency", text("In which the amounts are."));
    parts.set("total", text("The sum, an exact decimal number."));
    parts.set("per_operation", number("Over the operations whose cost is known."));
    parts.set("per_1k_output_tokens", number("For a thousand tokens of their answers."));
    parts.set("operations", count());
    parts.set("operations_unknown", count());
    fields.set("cost", require(cost, "currency", "total", "per_operation", "per_1k_output_tokens"));
    return require(model, "estimated_by", "estimate_ratio", "cost");
  }

  private static ObjectNode error() {
    ObjectNode error = NODES.objectNode();
    ObjectNode fields = object(error);
    fields.set(
        "class", words("The class.", Arrays.stream(ErrorClass.values()).map(ErrorClass::label)));
    fields.set("step", text("The step's name."));
    fields.set("count", count());
    fields.set("sample", text("What was wrong, once."));
    ObjectNode sample = NODES.objectNode();
    ObjectNode parts = object(sample);
    parts.set("at", number("When it ended, seconds from the start."));
    for (String part : List.of("scenario", "message", "request", "response")) {
      parts.set(part, type("string"));
    }
    parts.set("response_time", number("Its response time."));
    fields.set("samples", list("Some of them, the first ones.", require(sample)));
    return require(error, "sample");
  }

  private static ObjectNode threshold() {
    ObjectNode threshold = NODES.objectNode();
    ObjectNode fields = object(threshold);
    fields.set("expression", text("The text as the plan has it."));
    fields.set("measure", words("What is judged.", Measure.labels().stream()));
    fields.set("series", text("Which series of a probe."));
    fields.set("tags", texts("Which part of it."));
    fields.set("statistic", words("Which figure of it.", Statistic.labels().stream()));
    fields.set(
        "operator",
        words(
            "How the observed value must compare.",
            Arrays.stream(Operator.values()).map(Operator::sign)));
    fields.set("limit", type("number"));
    fields.set(
        "share", number("The share of windows that must meet the limit; observed is theirs."));
    fields.set("limit_of", words("What the limit is a share of.", Stream.of("offered_rate")));
    fields.set("observed", number("Absent if there are no data."));
    fields.set("interval", interval());
    fields.set(
        "verdict",
        words("Whether it was met.", Arrays.stream(Verdict.values()).map(Verdict::label)));
    fields.set("reason", text("Why, unless it is plain."));
    return require(
        threshold,
        "series",
        "statistic",
        "limit",
        "share",
        "limit_of",
        "observed",
        "interval",
        "reason");
  }

  private static ObjectNode generator() {
    ObjectNode generator =
        NODES.objectNode().put("description", "How the load generator itself fared.");
    ObjectNode fields = object(generator);
    for (String figure :
        List.of(
            "cpu_ratio",
            "loop_cpu_ratio_max",
            "gc_pause_max",
            "loop_lag_max",
            "start_delay_p99",
            "resident_bytes_max")) {
      fields.set(figure, type("number"));
    }
    fields.set(
        "healthy",
        type("boolean")
            .put(
                "description",
                "Whether the figures can be trusted to be the target's; absent if another tool"
                    + " made the run."));
    generator.set("required", NODES.arrayNode());
    return generator;
  }

  private static ObjectNode warning() {
    ObjectNode warning = NODES.objectNode();
    ObjectNode fields = object(warning);
    fields.set(
        "code", text("A stable word for it; the figures that go with it are further fields."));
    fields.set("message", text("A sentence for a person."));
    return require(warning);
  }

  static ObjectNode object(ObjectNode schema) {
    schema.put("type", "object");
    return schema.putObject("properties");
  }

  /** Requires all fields but some. */
  static ObjectNode require(ObjectNode schema, String... optional) {
    ArrayNode required = schema.putArray("required");
    JsonNode fields = schema.get("properties");
    fields
        .fieldNames()
        .forEachRemaining(field -> {
          if (!List.of(optional).contains(field)) {
            required.add(field);
          }
        });
    return schema;
  }

  private static ObjectNode type(String type) {
    return NODES.objectNode().put("type", type);
  }

  static ObjectNode text(String description) {
    return type("string").put("description", description);
  }

  static ObjectNode number(String description) {
    return type("number").put("description", description);
  }

  private static ObjectNode count() {
    return type("integer").put("minimum", 0);
  }

  private static ObjectNode texts(String description) {
    ObjectNode schema = type("object").put("description", description);
    schema.set("additionalProperties", type("string"));
    return schema;
  }

  static ObjectNode words(String description, Stream<String> words) {
    ObjectNode schema = text(description);
    ArrayNode known = schema.putArray("enum");
    words.forEach(known::add);
    return schema;
  }

  static ObjectNode list(String description, JsonNode items) {
    ObjectNode schema = type("array").put("description", description);
    schema.set("items", items);
    return schema;
  }
}
