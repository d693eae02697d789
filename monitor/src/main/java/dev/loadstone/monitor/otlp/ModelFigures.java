package dev.loadstone.monitor.otlp;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.record.TokenSizes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a run's calls of models and agents so far, by the names of OpenTelemetry's
 * conventions for generative AI (status: development). Not thread-safe.
 *
 * <p>As those conventions see an operation, times run from its actual start, or from its request
 * being sent; only of a failed one the time from the intended start is known.
 */
final class ModelFigures {
  private enum Metric {
    DURATION("gen_ai.client.operation.duration", "GenAI operation duration.", "s"),
    FIRST_CHUNK(
        "gen_ai.client.operation.time_to_first_chunk",
        "From the request, sent, to the first chunk of the stream that answers it.",
        "s"),
    PER_CHUNK(
        "gen_ai.client.operation.time_per_output_chunk",
        "Every gap between two chunks of a stream that follow each other.",
        "s"),
    TOKENS("gen_ai.client.token.usage", "Number of input and output tokens used.", "{token}"),
    TOOL("gen_ai.execute_tool.duration", "The duration of a single tool execution.", "s");

    private final String label;
    private final String help;
    private final String unit;

    Metric(String label, String help, String unit) {
      this.label = label;
      this.help = help;
      this.unit = unit;
    }
  }

  private final ModelCalls calls;
  private final Map<SeriesKey, Optional<Buckets>> series = new HashMap<>();
  private final Map<Metric, Map<Attributes, Buckets>> points = new EnumMap<>(Metric.class);

  ModelFigures(ModelCalls calls) {
    this.calls = calls;
  }

  /** Adds what an interval recorded. */
  void add(IntervalSnapshot interval) {
    interval
        .histograms()
        .forEach((key, histogram) ->
            series
                .computeIfAbsent(key, this::buckets)
                .ifPresent(buckets -> buckets.add(histogram)));
    interval.counters().forEach(this::count);
  }

  private Optional<Buckets> buckets(SeriesKey key) {
    Tags tags = key.tags();
    Optional<Metric> metric = metric(key.measure(), tags.has(Tag.OUTCOME));
    return call(tags)
        .flatMap(call ->
            metric
                .filter(
                    of -> call.streamed() || (of != Metric.FIRST_CHUNK && of != Metric.PER_CHUNK))
                .map(of -> buckets(of, attributes(of, call, tags))));
  }

  private static Optional<Metric> metric(Measure measure, boolean failed) {
    return switch (measure) {
      case SERVICE_TIME -> Optional.of(Metric.DURATION);
      case RESPONSE_TIME -> failed ? Optional.of(Metric.DURATION) : Optional.empty();
      case FIRST_EVENT_TIME -> Optional.of(Metric.FIRST_CHUNK);
      case EVENT_GAP -> Optional.of(Metric.PER_CHUNK);
      case TOOL_EXECUTION_TIME -> Optional.of(Metric.TOOL);
      default -> Optional.empty();
    };
  }

  private static Attributes attributes(Metric metric, ModelCall call, Tags tags) {
    AttributesBuilder attributes =
        metric == Metric.TOOL
            ? Attributes.builder().put("gen_ai.tool.name", tags.get(Tag.TOOL))
            : call.attributes().toBuilder();
    if (tags.has(Tag.OUTCOME)) {
      attributes.put("error.type", tags.get(Tag.OUTCOME));
    }
    return attributes
        .put("loadstone.scenario", tags.get(Tag.SCENARIO))
        .put("loadstone.step", tags.get(Tag.STEP))
        .build();
  }

  private Buckets buckets(Metric metric, Attributes attributes) {
    return points
        .computeIfAbsent(metric, any -> new HashMap<>())
        .computeIfAbsent(
            attributes, any -> metric == Metric.TOKENS ? Buckets.ofTokens() : Buckets.ofSeconds());
  }

  private Optional<ModelCall> call(Tags tags) {
    return calls.of(tags.get(Tag.SCENARIO), tags.get(Tag.STEP));
  }

  private void count(CounterKey key, long value) {
    Tags tags = key.tags();
    switch (key.name()) {
      case CounterKey.TOKEN_USAGES -> {
        int size = TokenSizes.ofLabel(tags.get(Tag.TOKENS_MAX));
        tokens(tags, tags.get(Tag.TOKEN_TYPE)).ifPresent(buckets -> buckets.count(size, value));
      }
      case CounterKey.INPUT_TOKENS ->
          tokens(tags, "input").ifPresent(buckets -> buckets.sum(value));
      case CounterKey.TOKENS -> {
        if (tags.get(Tag.SOURCE).equals("usage")) {
          tokens(tags, "output").ifPresent(buckets -> buckets.sum(value));
        }
      }
      default -> {
        // has nothing to do with models
      }
    }
  }

  private Optional<Buckets> tokens(Tags tags, String type) {
    return call(tags)
        .map(call ->
            buckets(
                Metric.TOKENS,
                attributes(Metric.TOKENS, call, tags).toBuilder()
                    .put("gen_ai.token.type", type)
                    .build()));
  }

  /** Returns them for the exporter; the parameters are as of {@link OwnNames#of}. */
  List<MetricData> metrics(Resource resource, long startNanos, long nanos) {
    List<MetricData> all = new ArrayList<>();
    points.forEach((metric, buckets) -> {
      List<HistogramPointData> data = new ArrayList<>();
      buckets.forEach(
          (attributes, counted) -> data.add(counted.point(startNanos, nanos, attributes)));
      all.add(
          new OtlpMetric(
              resource,
              metric.label,
              metric.help,
              metric.unit,
              MetricDataType.HISTOGRAM,
              HistogramData.create(AggregationTemporality.CUMULATIVE, data)));
    });
    return all;
  }
}
