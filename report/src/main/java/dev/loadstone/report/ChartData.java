package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.Distribution;
import dev.loadstone.core.result.LatencyMap;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What the page's charts show, as JSON that is harmless inside a script element. Six significant
 * digits are enough to draw, and to tell what is under the pointer.
 */
final class ChartData {
  private static final int DIGITS = 6;
  private static final double NANOS = 1e9;

  /** Points of a distribution per halving of the distance to 100 %. */
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private ChartData() {}

  /** Returns the data; no {@code <}, no line separators. */
  static String of(RunResult result) {
    String json =
        Json.line(out -> {
          out.writeStartObject();
          TimelineColumns columns = TimelineColumns.of(result.timeline());
          out.writeNumberField("end", columns.end());
          timeline(out, columns);
          probes(out, result, columns);
          phases(out, result.start());
          moments(out, result);
          latencies(out, result.latencies());
          distributions(out, result);
          out.writeEndObject();
        });
    return harmless(json);
  }

  /** Returns JSON that cannot end the script element that it stands in. */
  static String harmless(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static void timeline(JsonGenerator json, TimelineColumns columns) throws IOException {
    json.writeNumberField("intervalsPerPoint", columns.intervalsPerPoint());
    column(json, "times", columns.times());
    columns(json, "curves", columns.curves());
    columns(json, "failures", columns.failures());
  }

  private static void probes(JsonGenerator json, RunResult result, TimelineColumns columns)
      throws IOException {
    json.writeArrayFieldStart("probes");
    for (ProbeSeries series : result.start().series()) {
      json.writeStartObject();
      json.writeStringField("name", series.name());
      json.writeStringField("unit", series.unit().label());
      column(json, "values", columns.series(series.name()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void columns(JsonGenerator json, String field, Map<String, double[]> columns)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, double[]> column : columns.entrySet()) {
      column(json, column.getKey(), column.getValue());
    }
    json.writeEndObject();
  }

  /** Writes an array of numbers, null for what is not known. */
  static void column(JsonGenerator json, String field, double[] values) throws IOException {
    json.writeArrayFieldStart(field);
    for (double value : values) {
      number(json, value);
    }
    json.writeEndArray();
  }

  /** Writes a number to six significant digits. */
  static void number(JsonGenerator json, double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value)) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(Decimals.rounded(value, DIGITS));
    }
  }

  /** Writes the phases of the load. */
  static void phases(JsonGenerator json, RunStart start) throws IOException {
    json.writeArrayFieldStart("phases");
    for (PhaseWindow phase : start.phases()) {
      json.writeStartObject();
      json.writeStringField("name", phase.name());
      json.writeNumberField("start", phase.startNanos() / NANOS);
      json.writeNumberField("end", phase.endNanos() / NANOS);
      json.writeBooleanField("warmUp", phase.isWarmUp());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void moments(JsonGenerator json, RunResult result) throws IOException {
    json.writeArrayFieldStart("moments");
    for (Moments.Moment moment : Moments.of(result)) {
      json.writeStartObject();
      json.writeNumberField("at", moment.at());
      json.writeStringField("level", moment.level());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the borders of rows and of columns, and of each column its first row and its counts. */
  static void latencies(JsonGenerator json, LatencyMap map) throws IOException {
    json.writeObjectFieldStart("latencies");
    json.writeArrayFieldStart("rows");
    for (int row = map.lowest(); row <= map.rowsEnd(); row++) {
      number(json, LatencyMap.secondsOf(row));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("times");
    for (LatencyMap.Column column : map.columns()) {
      number(json, column.start());
    }
    if (!map.columns().isEmpty()) {
      number(json, map.columns().getLast().end());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("counts");
    for (LatencyMap.Column column : map.columns()) {
      json.writeStartArray();
      json.writeNumber(column.counts().isEmpty() ? 0 : column.lowest() - map.lowest());
      for (long count : column.counts()) {
        json.writeNumber(count);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void distributions(JsonGenerator json, RunResult result) throws IOException {
    Map<String, Map<Measure, Histogram>> byStep = new LinkedHashMap<>();
    for (Distribution distribution : result.distributions()) {
      byStep
          .computeIfAbsent(distribution.key().tags().get(Tag.STEP), any -> new LinkedHashMap<>())
          .put(distribution.key().measure(), distribution.histogram());
    }
    json.writeArrayFieldStart("distributions");
    for (Map.Entry<String, Map<Measure, Histogram>> step : byStep.entrySet()) {
      json.writeStartObject();
      json.writeStringField("step", step.getKey());
      for (Map.Entry<Measure, Histogram> measure : step.getValue().entrySet()) {
        json.writeFieldName(measure.getKey().label());
        curve(json, measure.getValue());
      }
      band(json, result, step.getKey());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes triples of 1 / (1 − q) and the ends of the 95 % interval of response time there. */
  private static void band(JsonGenerator json, RunResult result, String step) throws IOException {
    Tags tags = step.isEmpty() ? Tags.NONE : Tags.of(Tag.STEP, step);
    json.writeArrayFieldStart("band");
    for (ConfidenceBand.Point point : ConfidenceBand.of(result, tags)) {
      json.writeStartArray();
      number(json, point.beyond());
      number(json, point.low());
      number(json, point.high());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** Writes the points of a distribution as pairs. */
  static void curve(JsonGenerator json, Histogram histogram) throws IOException {
    json.writeStartArray();
    for (Quantile point : quantiles(histogram)) {
      json.writeStartArray();
      number(json, point.beyond());
      number(json, point.seconds());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /**
   * A point of a distribution.
   *
   * @param beyond 1 / (1 − q), one in how many values is greater; for the maximum the number of
   *     values
   * @param seconds the value at quantile q
   */
  record Quantile(double beyond, double seconds) {}

  /** Returns the points of a distribution of times, as HdrHistogram's plots have them. */
  static List<Quantile> quantiles(Histogram histogram) {
    List<Quantile> points = new ArrayList<>();
    for (HistogramIterationValue point : histogram.percentiles(TICKS_PER_HALF_DISTANCE)) {
      double rest = 1 - point.getPercentileLevelIteratedTo() / 100;
      double beyond = rest <= 0 ? Double.POSITIVE_INFINITY : 1 / rest;
      points.add(
          new Quantile(
              Math.min((double) histogram.getTotalCount(), beyond),
              point.getValueIteratedTo() / NANOS));
    }
    return points;
  }
}
