package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.result.LatencyMap;
import dev.loadstone.core.run.RunStart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the charts of a run that goes on show, as JSON of the shape that the charts of a report
 * read: the same scripts draw both.
 */
public final class LiveCharts {
  private LiveCharts() {}

  /**
   * Writes the data of all charts over time as an object, thinned out to a bounded number of
   * points.
   */
  public static void write(JsonGenerator json, RunStart start, List<TimelinePoint> timeline)
      throws IOException {
    TimelineColumns columns = TimelineColumns.of(timeline);
    json.writeStartObject();
    json.writeNumberField("end", timeline.isEmpty() ? 0 : columns.end());
    json.writeNumberField("intervalsPerPoint", columns.intervalsPerPoint());
    ChartData.column(json, "times", columns.times());
    columns(json, "curves", columns.curves());
    columns(json, "failures", columns.failures());
    json.writeArrayFieldStart("probes");
    for (ProbeSeries series : start.series()) {
      json.writeStartObject();
      json.writeStringField("name", series.name());
      json.writeStringField("unit", series.unit().label());
      ChartData.column(json, "values", columns.series(series.name()));
      json.writeEndObject();
    }
    json.writeEndArray();
    ChartData.phases(json, start);
    json.writeEndObject();
  }

  /** Writes one point of all charts over time as an object: what is added to each column. */
  public static void point(JsonGenerator json, RunStart start, TimelinePoint point)
      throws IOException {
    TimelineColumns columns = TimelineColumns.of(List.of(point));
    json.writeStartObject();
    json.writeNumberField("end", columns.end());
    number(json, "time", columns.times()[0]);
    json.writeObjectFieldStart("curves");
    for (Map.Entry<String, double[]> curve : columns.curves().entrySet()) {
      number(json, curve.getKey(), curve.getValue()[0]);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("failures");
    for (Map.Entry<String, double[]> failure : columns.failures().entrySet()) {
      number(json, failure.getKey(), failure.getValue()[0]);
    }
    json.writeEndObject();
    json.writeArrayFieldStart("probes");
    for (ProbeSeries series : start.series()) {
      ChartData.number(json, columns.series(series.name())[0]);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * Writes the distribution of a step's response times so far as an object.
   *
   * @param step the step; empty for all
   */
  public static void distribution(
      JsonGenerator json, String step, Histogram response, Histogram service) throws IOException {
    json.writeStartObject();
    json.writeStringField("step", step);
    json.writeArrayFieldStart("band");
    json.writeEndArray();
    json.writeFieldName("response_time");
    ChartData.curve(json, response);
    json.writeFieldName("service_time");
    ChartData.curve(json, service);
    json.writeEndObject();
  }

  /** Writes the map of response times as the field {@code latencies} of an object. */
  public static void latencies(JsonGenerator json, LatencyMap map) throws IOException {
    ChartData.latencies(json, map);
  }

  /** Writes a number to six significant digits, null if it is not known. */
  public static void number(JsonGenerator json, String field, double value) throws IOException {
    json.writeFieldName(field);
    ChartData.number(json, value);
  }

  private static void columns(JsonGenerator json, String field, Map<String, double[]> columns)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, double[]> column : columns.entrySet()) {
      ChartData.column(json, column.getKey(), column.getValue());
    }
    json.writeEndObject();
  }
}
