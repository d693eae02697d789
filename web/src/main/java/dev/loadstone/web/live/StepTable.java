package dev.loadstone.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.Percentiles;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.report.LiveCharts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The figures of each step so far and in the last interval. What the warm-up brought is forgotten
 * when the first phase begins. Not thread-safe.
 */
final class StepTable {
  private static final double NANOS = 1e9;
  private static final String ALL = "";

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Row all = new Row();
  private boolean measuring;
  private double seconds = 1;

  private static final class Row {
    private final Histogram response = Histograms.empty();
    private final Histogram service = Histograms.empty();
    private final Histogram last = Histograms.empty();
    private long ok;
    private long failed;
    private long lastOk;

    void forget() {
      response.reset();
      service.reset();
      ok = 0;
      failed = 0;
    }
  }

  StepTable(List<String> steps) {
    rows.put(ALL, all);
    steps.forEach(step -> rows.put(step, new Row()));
  }

  void add(IntervalSnapshot interval) {
    seconds = Math.max(1e-9, (interval.endNanos() - interval.startNanos()) / NANOS);
    for (Row row : rows.values()) {
      row.last.reset();
      row.lastOk = 0;
    }
    if (!measuring && interval.counters().keySet().stream().anyMatch(StepTable::isMeasured)) {
      measuring = true;
      rows.values().forEach(Row::forget);
    }
    interval.histograms().forEach(this::add);
    interval.counters().forEach(this::count);
  }

  /**
   * Returns the response times of the last interval, warm-up included; the next one overwrites
   * them.
   */
  Histogram last() {
    return all.last;
  }

  /** Returns whether the warm-up is over. */
  boolean isMeasuring() {
    return measuring;
  }

  private static boolean isMeasured(CounterKey counter) {
    return !counter.tags().get(Tag.PHASE).equals(PhaseWindow.WARM_UP);
  }

  /** Returns whether something with these tags counts. */
  boolean counts(Tags tags) {
    return !measuring || !tags.get(Tag.PHASE).equals(PhaseWindow.WARM_UP);
  }

  private void add(SeriesKey key, Histogram values) {
    Row step = rows.get(key.tags().get(Tag.STEP));
    if (step == null || step == all || key.tags().has(Tag.OUTCOME)) {
      return;
    }
    for (Row row : List.of(all, step)) {
      if (key.measure() == Measure.RESPONSE_TIME) {
        row.last.add(values);
        if (counts(key.tags())) {
          row.response.add(values);
        }
      } else if (key.measure() == Measure.SERVICE_TIME && counts(key.tags())) {
        row.service.add(values);
      }
    }
  }

  private void count(CounterKey counter, long value) {
    Row step = rows.get(counter.tags().get(Tag.STEP));
    if (step == null || step == all || !counter.name().equals(CounterKey.OPERATIONS)) {
      return;
    }
    boolean ok = counter.tags().get(Tag.OUTCOME).equals(Outcome.OK.label());
    boolean cancelled = counter.tags().get(Tag.OUTCOME).equals(Outcome.CANCELLED.label());
    for (Row row : List.of(all, step)) {
      row.lastOk += ok ? value : 0;
      if (counts(counter.tags())) {
        row.ok += ok ? value : 0;
        row.failed += ok || cancelled ? 0 : value;
      }
    }
  }

  /** Writes the rows as an array: that of all steps first, which has no name. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Map.Entry<String, Row> entry : rows.entrySet()) {
      Row row = entry.getValue();
      json.writeStartObject();
      json.writeStringField("step", entry.getKey());
      json.writeNumberField("ok", row.ok);
      json.writeNumberField("failed", row.failed);
      LiveCharts.number(json, "rate", row.lastOk / seconds);
      LiveCharts.number(json, "lastP95", Percentiles.of(row.last, Statistic.P95));
      LiveCharts.number(json, "p50", Percentiles.of(row.response, Statistic.P50));
      LiveCharts.number(json, "p95", Percentiles.of(row.response, Statistic.P95));
      LiveCharts.number(json, "p99", Percentiles.of(row.response, Statistic.P99));
      LiveCharts.number(json, "max", Percentiles.of(row.response, Statistic.MAX));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the distributions so far as an array, of those that have any value. */
  void distributions(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Map.Entry<String, Row> entry : rows.entrySet()) {
      boolean only = rows.size() == 2 && !entry.getKey().equals(ALL);
      if (!only && entry.getValue().response.getTotalCount() > 0) {
        LiveCharts.distribution(
            json, entry.getKey(), entry.getValue().response, entry.getValue().service);
      }
    }
    json.writeEndArray();
  }
}
