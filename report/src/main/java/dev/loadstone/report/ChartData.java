package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.result.Distribution;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What the page's charts show, as JSON that is harmless inside a script element. Four significant
 * digits are enough to draw.
 */
final class ChartData {
  private static final int DIGITS = 4;
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
          timeline(out, columns);
          probes(out, result, columns);
          phases(out, result);
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

  /** Writes a number to four significant digits. */
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
  static void phases(JsonGenerator json, RunResult result) throws IOException {
    json.writeArrayFieldStart("phases");
    for (PhaseWindow phase : result.start().phases()) {
      json.writeStartObject();
      json.writeStringField("name", phase.name());
      json.writeNumberField("start", phase.startNanos() / NANOS);
      json.writeNumberField("end", phase.endNanos() / NANOS);
      json.writeBooleanField("warmUp", phase.isWarmUp());
      json.writeEndObject();
    }
    json.writeEndArray();
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
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Writes pairs of 1 / (1 − q) and the value at quantile q, as HdrHistogram's plots have it; the
   * maximum stands at the number of values.
   */
  private static void curve(JsonGenerator json, Histogram histogram) throws IOException {
    json.writeStartArray();
    for (HistogramIterationValue point : histogram.percentiles(TICKS_PER_HALF_DISTANCE)) {
      double beyond = 1 - point.getPercentileLevelIteratedTo() / 100;
      double x =
          Math.min(
              (double) histogram.getTotalCount(),
              beyond <= 0 ? Double.POSITIVE_INFINITY : 1 / beyond);
      json.writeStartArray();
      number(json, x);
      number(json, point.getValueIteratedTo() / NANOS);
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
