package dev.loadstone.monitor.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class ModelFiguresTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final ModelFigures figures = new ModelFigures(ModelCalls.of(Plans.CALLS));
  private final Map<SeriesKey, Histogram> histograms = new HashMap<>();
  private final Map<CounterKey, Long> counters = new HashMap<>();

  private static Tags of(String step) {
    return new Tags(Map.of("scenario", "calls", "step", step, "phase", "steady"));
  }

  private void time(Measure measure, Tags tags, long... nanos) {
    Histogram histogram =
        histograms.computeIfAbsent(new SeriesKey(measure, tags), any -> Histograms.empty());
    for (long each : nanos) {
      histogram.recordValue(each);
    }
  }

  private void over() {
    figures.add(
        new IntervalSnapshot(0, 0, SECOND, histograms, counters, 0, 0, 0, GeneratorSample.UNKNOWN));
    histograms.clear();
    counters.clear();
  }

  private List<HistogramPointData> points(String name) {
    return figures.metrics(Resource.empty(), 5, 7).stream()
        .filter(metric -> metric.getName().equals(name))
        .flatMap(metric -> metric.getHistogramData().getPoints().stream())
        .toList();
  }

  private HistogramPointData only(String name) {
    assertThat(points(name)).hasSize(1);
    return points(name).getFirst();
  }

  private static String attribute(HistogramPointData point, String name) {
    return String.valueOf(point.getAttributes().get(AttributeKey.stringKey(name)));
  }

  @Test
  void times_areAddedUpOverIntervals_inTheBucketsOfTheConvention() {
    time(Measure.SERVICE_TIME, of("chat"), 10 * MILLI, 11 * MILLI);
    time(Measure.RESPONSE_TIME, of("chat"), 90_000 * MILLI);
    over();
    time(Measure.SERVICE_TIME, of("chat"), 100_000 * MILLI);
    over();

    HistogramPointData point = only("gen_ai.client.operation.duration");
    assertThat(point.getBoundaries()).hasSize(14).startsWith(0.01, 0.02, 0.04).endsWith(81.92);
    assertThat(point.getCounts()).hasSize(15).startsWith(1L, 1L, 0L).endsWith(1L);
    assertThat(point.getCount()).isEqualTo(3);
    assertThat(point.getSum()).isCloseTo(100.021, within(0.1));
    assertThat(point.getStartEpochNanos()).isEqualTo(5);
    assertThat(point.getEpochNanos()).isEqualTo(7);
    assertThat(attribute(point, "gen_ai.operation.name")).isEqualTo("chat");
    assertThat(attribute(point, "gen_ai.provider.name")).isEqualTo("openai");
    assertThat(attribute(point, "gen_ai.request.model")).isEqualTo("gpt-4o-mini");
    assertThat(attribute(point, "server.address")).isEqualTo("models.example");
    assertThat(point.getAttributes().get(AttributeKey.longKey("server.port"))).isEqualTo(8443);
    assertThat(attribute(point, "loadstone.step")).isEqualTo("chat");
    assertThat(attribute(point, "error.type")).isEqualTo("null");
  }

  @Test
  void failures_areApart_withTheirOutcomeAsType() {
    time(Measure.SERVICE_TIME, of("chat"), MILLI);
    time(Measure.RESPONSE_TIME, of("chat").with("outcome", "timed_out"), 2 * SECOND);
    over();

    assertThat(points("gen_ai.client.operation.duration"))
        .extracting(point -> attribute(point, "error.type"))
        .containsExactlyInAnyOrder("null", "timed_out");
  }

  @Test
  void chunks_areToldOfStreamsOnly() {
    time(Measure.FIRST_EVENT_TIME, of("messages"), 30 * MILLI);
    time(Measure.EVENT_GAP, of("messages"), 5 * MILLI, 15 * MILLI);
    time(Measure.FIRST_EVENT_TIME, of("whole"), 30 * MILLI);
    time(Measure.EVENT_GAP, of("plain"), 30 * MILLI);
    over();

    assertThat(only("gen_ai.client.operation.time_to_first_chunk").getCount()).isEqualTo(1);
    assertThat(only("gen_ai.client.operation.time_per_output_chunk").getCount()).isEqualTo(2);
    assertThat(
            attribute(
                only("gen_ai.client.operation.time_per_output_chunk"), "gen_ai.provider.name"))
        .isEqualTo("anthropic");
  }

  @Test
  void tokens_areThoseThatTheTargetTells_byType() {
    Tags chat = of("chat");
    Tags prompts = chat.with("token_type", "input");
    counters.put(new CounterKey(CounterKey.TOKEN_USAGES, prompts.with("tokens_max", "64")), 2L);
    counters.put(new CounterKey(CounterKey.TOKEN_USAGES, prompts.with("tokens_max", "more")), 1L);
    counters.put(new CounterKey(CounterKey.INPUT_TOKENS, chat), 70_000_100L);
    counters.put(
        new CounterKey(
            CounterKey.TOKEN_USAGES, chat.with("token_type", "output").with("tokens_max", "1")),
        1L);
    counters.put(new CounterKey(CounterKey.TOKENS, chat.with("source", "usage")), 1L);
    counters.put(new CounterKey(CounterKey.TOKENS, chat.with("source", "chunks")), 99L);
    over();

    assertThat(points("gen_ai.client.token.usage")).hasSize(2);
    HistogramPointData input =
        points("gen_ai.client.token.usage").stream()
            .filter(point -> attribute(point, "gen_ai.token.type").equals("input"))
            .findFirst()
            .orElseThrow();
    assertThat(input.getBoundaries()).hasSize(14).startsWith(1.0, 4.0, 16.0).endsWith(67_108_864.0);
    assertThat(input.getCounts()).startsWith(0L, 0L, 0L, 2L, 0L).endsWith(1L);
    assertThat(input.getSum()).isEqualTo(70_000_100.0);
    assertThat(points("gen_ai.client.token.usage"))
        .filteredOn(point -> attribute(point, "gen_ai.token.type").equals("output"))
        .extracting(HistogramPointData::getSum)
        .containsExactly(1.0);
  }

  @Test
  void tools_haveTheirNames() {
    time(Measure.TOOL_EXECUTION_TIME, of("agent").with("tool", "quote"), 20 * MILLI);
    over();

    assertThat(attribute(only("gen_ai.execute_tool.duration"), "gen_ai.tool.name"))
        .isEqualTo("quote");
  }

  @Test
  void metrics_haveTheUnitsOfTheConvention_andAreNoneOfOtherSteps() {
    time(Measure.SERVICE_TIME, of("plain"), MILLI);
    over();
    assertThat(figures.metrics(Resource.empty(), 0, 1)).isEmpty();

    time(Measure.SERVICE_TIME, of("agent"), MILLI);
    counters.put(
        new CounterKey(
            CounterKey.TOKEN_USAGES,
            of("chat").with("token_type", "input").with("tokens_max", "1")),
        1L);
    over();
    assertThat(figures.metrics(Resource.empty(), 0, 1))
        .extracting(MetricData::getName, MetricData::getUnit)
        .containsExactlyInAnyOrder(
            tuple("gen_ai.client.operation.duration", "s"),
            tuple("gen_ai.client.token.usage", "{token}"));
  }
}
