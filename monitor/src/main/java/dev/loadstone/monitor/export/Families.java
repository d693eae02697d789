package dev.loadstone.monitor.export;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.Tags;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Metrics under construction: points with the same name come into one. Not thread-safe. */
final class Families {
  /** The label of an error's class; everything else is called as its tag. */
  static final String CLASS = "class";

  private final long startMillis;
  private final boolean natives;
  private final Map<String, CounterSnapshot.Builder> counters = new TreeMap<>();
  private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
  private final Map<String, HistogramSnapshot.Builder> histograms = new TreeMap<>();

  /**
   * Creates an empty set.
   *
   * @param startMillis when counting began, in milliseconds since 1970
   * @param natives whether histograms of seconds are native ones, too
   */
  Families(long startMillis, boolean natives) {
    this.startMillis = startMillis;
    this.natives = natives;
  }

  /** Returns labels of tags: their names and values, {@code error} being called {@code class}. */
  static Labels labels(Tags tags) {
    Map<String, String> named = new LinkedHashMap<>();
    tags.values().forEach((tag, value) -> named.put(tag.equals(Tag.ERROR) ? CLASS : tag, value));
    return labels(named);
  }

  /** Returns labels. */
  static Labels labels(Map<String, String> named) {
    return Labels.of(List.copyOf(named.keySet()), List.copyOf(named.values()));
  }

  /**
   * Adds to a counter.
   *
   * @param name without {@code _total}
   */
  void counter(String name, String help, Labels labels, double value) {
    counters
        .computeIfAbsent(name, any -> CounterSnapshot.builder().name(name).help(help))
        .dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .createdTimestampMillis(startMillis)
                .build());
  }

  /** Adds to a gauge; nothing if the value is NaN. */
  void gauge(String name, String help, Labels labels, double value) {
    if (!Double.isNaN(value)) {
      gauges
          .computeIfAbsent(name, any -> GaugeSnapshot.builder().name(name).help(help))
          .dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
    }
  }

  /** Adds a histogram of seconds. */
  void seconds(String name, String help, Labels labels, TimeCounts times) {
    histogram(name, help, times.seconds(labels, startMillis, natives));
  }

  /** Adds a classic histogram of milliseconds. */
  void millis(String name, String help, Labels labels, TimeCounts times) {
    histogram(name, help, times.millis(labels, startMillis));
  }

  private void histogram(String name, String help, HistogramDataPointSnapshot point) {
    histograms
        .computeIfAbsent(name, any -> HistogramSnapshot.builder().name(name).help(help))
        .dataPoint(point);
  }

  /** Returns everything. */
  Collection<MetricSnapshot> all() {
    List<MetricSnapshot> all = new ArrayList<>();
    counters.values().forEach(counter -> all.add(counter.build()));
    gauges.values().forEach(gauge -> all.add(gauge.build()));
    histograms.values().forEach(histogram -> all.add(histogram.build()));
    return all;
  }
}
