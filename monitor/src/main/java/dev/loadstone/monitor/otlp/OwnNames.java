package dev.loadstone.monitor.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The metrics of {@code /metrics} as those of OpenTelemetry, with the same names, labels, values
 * and bounds of buckets. The unit is that which the name ends with.
 */
final class OwnNames {
  /** What names end with to their units, the longer endings first. <b>Source:</b> UCUM. */
  private static final List<Map.Entry<String, String>> UNITS =
      List.of(
          Map.entry("_bytes_per_second", "By/s"),
          Map.entry("_bytes_per_hour", "By/h"),
          Map.entry("_per_second", "1/s"),
          Map.entry("_seconds", "s"),
          Map.entry("_bytes", "By"),
          Map.entry("_ratio", "1"),
          Map.entry("_ms", "ms"),
          Map.entry("_mb", "MBy"),
          Map.entry("_percent", "%"));

  private final Resource resource;
  private final long startNanos;
  private final long nanos;

  private OwnNames(Resource resource, long startNanos, long nanos) {
    this.resource = resource;
    this.startNanos = startNanos;
    this.nanos = nanos;
  }

  /**
   * Returns metrics for the exporter.
   *
   * @param resource whose they are
   * @param startNanos when counting began, in nanoseconds since 1970
   * @param nanos their instant, in nanoseconds since 1970
   */
  static List<MetricData> of(
      MetricSnapshots metrics, Resource resource, long startNanos, long nanos) {
    OwnNames names = new OwnNames(resource, startNanos, nanos);
    List<MetricData> all = new ArrayList<>();
    metrics.stream().forEach(metric -> names.add(metric, all));
    return all;
  }

  private void add(MetricSnapshot metric, List<MetricData> all) {
    String name = metric.getMetadata().getPrometheusName();
    String help = Objects.requireNonNullElse(metric.getMetadata().getHelp(), "");
    String unit = unit(name);
    switch (metric) {
      case CounterSnapshot counter -> {
        List<DoublePointData> points =
            counter.getDataPoints().stream()
                .map(point -> number(point.getLabels(), point.getValue()))
                .toList();
        SumData<DoublePointData> data =
            SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points);
        all.add(metric(name + "_total", help, unit, MetricDataType.DOUBLE_SUM, data));
      }
      case GaugeSnapshot gauge -> {
        List<DoublePointData> points =
            gauge.getDataPoints().stream()
                .map(point -> number(point.getLabels(), point.getValue()))
                .toList();
        GaugeData<DoublePointData> data = GaugeData.createDoubleGaugeData(points);
        all.add(metric(name, help, unit, MetricDataType.DOUBLE_GAUGE, data));
      }
      case HistogramSnapshot histogram -> {
        List<HistogramPointData> points =
            histogram.getDataPoints().stream().map(this::histogram).toList();
        HistogramData data = HistogramData.create(AggregationTemporality.CUMULATIVE, points);
        all.add(metric(name, help, unit, MetricDataType.HISTOGRAM, data));
      }
      default -> {
        // there are no others
      }
    }
  }

  private MetricData metric(
      String name, String help, String unit, MetricDataType type, Data<?> data) {
    return new OtlpMetric(resource, name, help, unit, type, data);
  }

  /** Returns the unit that a name ends with; empty if it ends with none. */
  static String unit(String name) {
    return UNITS.stream()
        .filter(unit -> name.endsWith(unit.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse("");
  }

  private DoublePointData number(Labels labels, double value) {
    return DoublePointData.create(startNanos, nanos, attributes(labels), value, List.of());
  }

  private HistogramPointData histogram(HistogramDataPointSnapshot point) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      counts.add(buckets.getCount(i));
      if (!Double.isInfinite(buckets.getUpperBound(i))) {
        bounds.add(buckets.getUpperBound(i));
      }
    }
    return HistogramPointData.create(
        startNanos,
        nanos,
        attributes(point.getLabels()),
        point.getSum(),
        false,
        0,
        false,
        0,
        bounds,
        counts);
  }

  private static Attributes attributes(Labels labels) {
    AttributesBuilder attributes = Attributes.builder();
    for (Label label : labels) {
      attributes.put(label.getName(), label.getValue());
    }
    return attributes.build();
  }
}
