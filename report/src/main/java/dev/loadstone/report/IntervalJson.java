package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.ProbeReadings;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.report.Json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Intervals and failed operations as lines of JSON. What is read equals what was written. */
final class IntervalJson {
  private IntervalJson() {}

  /** Returns an interval without its histograms, only with their number. */
  static String line(IntervalSnapshot interval) {
    return Json.line(json -> {
      json.writeStartObject();
      json.writeNumberField("index", interval.index());
      json.writeNumberField("start_nanos", interval.startNanos());
      json.writeNumberField("end_nanos", interval.endNanos());
      json.writeNumberField("histograms", interval.histograms().size());
      json.writeObjectFieldStart("counters");
      Map<String, Long> sorted = new TreeMap<>();
      interval.counters().forEach((key, value) -> sorted.put(key.encoded(), value));
      for (Map.Entry<String, Long> counter : sorted.entrySet()) {
        json.writeNumberField(counter.getKey(), counter.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("in_flight", interval.inFlight());
      json.writeNumberField("users", interval.users());
      json.writeNumberField("connections", interval.connections());
      generator(json, interval.generator());
      probes(json, interval.probes());
      json.writeEndObject();
    });
  }

  private static void generator(JsonGenerator json, GeneratorSample sample) throws IOException {
    json.writeObjectFieldStart("generator");
    Json.number(json, "cpu_ratio", sample.cpuRatio());
    Json.number(json, "loop_cpu_ratio_max", sample.loopCpuRatioMax());
    Json.number(json, "gc_pause", sample.gcPauseSeconds());
    Json.number(json, "loop_lag_max", sample.loopLagSecondsMax());
    Json.number(json, "open_file_descriptors", sample.openFileDescriptors());
    Json.number(json, "file_descriptors_max", sample.fileDescriptorsMax());
    Json.number(json, "resident_bytes", sample.residentBytes());
    Json.number(json, "heap_bytes", sample.heapBytes());
    json.writeEndObject();
  }

  private static void probes(JsonGenerator json, ProbeReadings readings) throws IOException {
    if (!readings.values().isEmpty()) {
      json.writeObjectFieldStart("probes");
      for (Map.Entry<String, Double> value : readings.values().entrySet()) {
        Json.number(json, value.getKey(), value.getValue());
      }
      json.writeEndObject();
    }
    if (!readings.failures().isEmpty()) {
      json.writeArrayFieldStart("probe_failures");
      for (ProbeReadings.Failure failure : readings.failures()) {
        json.writeStartObject();
        json.writeStringField("probe", failure.probe());
        json.writeStringField("message", failure.message());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static ProbeReadings probes(JsonNode json) throws MalformedJsonException {
    JsonNode given = json.path("probes");
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> value : given.properties()) {
      values.put(value.getKey(), Json.number(given, value.getKey()));
    }
    List<ProbeReadings.Failure> failures = new ArrayList<>();
    for (JsonNode failure : json.path("probe_failures")) {
      failures.add(
          new ProbeReadings.Failure(Json.text(failure, "probe"), Json.text(failure, "message")));
    }
    return new ProbeReadings(values, failures);
  }

  /** Returns how many lines of the histogram log belong to the interval. */
  static int histograms(JsonNode json) throws MalformedJsonException {
    return Math.toIntExact(Json.whole(json, "histograms"));
  }

  /**
   * Reads what {@link #line(IntervalSnapshot)} wrote.
   *
   * @param histograms the interval's histograms
   * @throws MalformedJsonException if it is anything else
   */
  static IntervalSnapshot interval(JsonNode json, Map<SeriesKey, Histogram> histograms)
      throws MalformedJsonException {
    Map<CounterKey, Long> counters = new LinkedHashMap<>();
    JsonNode counted = Json.required(json, "counters");
    for (Map.Entry<String, JsonNode> counter : counted.properties()) {
      counters.put(counter(counter.getKey()), Json.whole(counted, counter.getKey()));
    }
    return new IntervalSnapshot(
        Math.toIntExact(Json.whole(json, "index")),
        Json.whole(json, "start_nanos"),
        Json.whole(json, "end_nanos"),
        histograms,
        counters,
        Json.whole(json, "in_flight"),
        Json.whole(json, "users"),
        Json.whole(json, "connections"),
        generator(Json.required(json, "generator")),
        probes(json));
  }

  private static CounterKey counter(String word) throws MalformedJsonException {
    try {
      return CounterKey.parse(word);
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("a counter's name is malformed: " + e.getMessage());
    }
  }

  private static GeneratorSample generator(JsonNode json) throws MalformedJsonException {
    return new GeneratorSample(
        Json.number(json, "cpu_ratio"),
        Json.number(json, "loop_cpu_ratio_max"),
        Json.number(json, "gc_pause"),
        Json.number(json, "loop_lag_max"),
        Json.number(json, "open_file_descriptors"),
        Json.number(json, "file_descriptors_max"),
        Json.number(json, "resident_bytes"),
        Json.number(json, "heap_bytes"));
  }

  /**
   * Returns a failed operation.
   *
   * @param interval index of the interval under way
   */
  static String line(FailureSample sample, int interval) {
    return Json.line(json -> {
      json.writeStartObject();
      json.writeNumberField("interval", interval);
      json.writeNumberField("at_nanos", sample.atNanos());
      json.writeStringField("scenario", sample.scenario());
      json.writeStringField("step", sample.step());
      json.writeStringField("error", sample.error().label());
      json.writeStringField("message", sample.message());
      json.writeStringField("request", sample.request());
      json.writeStringField("response", sample.response());
      json.writeNumberField("response_time_nanos", sample.responseTimeNanos());
      json.writeEndObject();
    });
  }

  /** Returns the index of the interval that was under way when an operation failed. */
  static int intervalOfFailure(JsonNode json) throws MalformedJsonException {
    return Math.toIntExact(Json.whole(json, "interval"));
  }

  /**
   * Reads what {@link #line(FailureSample, int)} wrote.
   *
   * @throws MalformedJsonException if it is anything else
   */
  static FailureSample failure(JsonNode json) throws MalformedJsonException {
    String error = Json.text(json, "error");
    return new FailureSample(
        Json.whole(json, "at_nanos"),
        Json.text(json, "scenario"),
        Json.text(json, "step"),
        ErrorClass.of(error)
            .orElseThrow(() ->
                new MalformedJsonException("the field error is not a known one, got: " + error)),
        Json.text(json, "message"),
        Json.text(json, "request"),
        Json.text(json, "response"),
        Json.whole(json, "response_time_nanos"));
  }
}
