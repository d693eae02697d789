package dev.loadstone.monitor.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnNamesTest {
  private static MetricData only(MetricSnapshot metric) {
    List<MetricData> all =
        OwnNames.of(new MetricSnapshots(List.of(metric)), Resource.empty(), 5, 7);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void counter_isAMonotonicSum_withItsWholeName() {
    MetricData metric =
        only(
            CounterSnapshot.builder()
                .name("loadstone_sent_bytes")
                .help("Bytes of requests.")
                .dataPoint(
                    CounterDataPointSnapshot.builder()
                        .labels(Labels.of("step", "buy"))
                        .value(12)
                        .build())
                .build());

    assertThat(metric.getName()).isEqualTo("loadstone_sent_bytes_total");
    assertThat(metric.getDescription()).isEqualTo("Bytes of requests.");
    assertThat(metric.getUnit()).isEqualTo("By");
    assertThat(metric.getDoubleSumData().isMonotonic()).isTrue();
    DoublePointData point = metric.getDoubleSumData().getPoints().iterator().next();
    assertThat(point.getValue()).isEqualTo(12);
    assertThat(point.getStartEpochNanos()).isEqualTo(5);
    assertThat(point.getEpochNanos()).isEqualTo(7);
    assertThat(point.getAttributes().get(AttributeKey.stringKey("step"))).isEqualTo("buy");
  }

  @Test
  void gauge_isAGauge() {
    MetricData metric =
        only(
            GaugeSnapshot.builder()
                .name("loadstone_generator_cpu_ratio")
                .dataPoint(GaugeDataPointSnapshot.builder().value(0.25).build())
                .build());

    assertThat(metric.getUnit()).isEqualTo("1");
    assertThat(metric.getDoubleGaugeData().getPoints())
        .extracting(DoublePointData::getValue)
        .containsExactly(0.25);
  }

  @Test
  void histogram_hasTheSameBounds_theInfiniteOneNotSaid() {
    MetricData metric =
        only(
            HistogramSnapshot.builder()
                .name("loadstone_response_time_seconds")
                .dataPoint(
                    HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(
                            ClassicHistogramBuckets.of(
                                new double[] {0.1, 1, Double.POSITIVE_INFINITY},
                                new long[] {3, 2, 1}))
                        .sum(4.5)
                        .build())
                .build());

    assertThat(metric.getUnit()).isEqualTo("s");
    HistogramPointData point = metric.getHistogramData().getPoints().iterator().next();
    assertThat(point.getBoundaries()).containsExactly(0.1, 1.0);
    assertThat(point.getCounts()).containsExactly(3L, 2L, 1L);
    assertThat(point.getCount()).isEqualTo(6);
    assertThat(point.getSum()).isEqualTo(4.5);
  }

  @Test
  void units_areThoseOfTheNamesEnds() {
    assertThat(OwnNames.unit("loadstone_probe_bytes_per_second")).isEqualTo("By/s");
    assertThat(OwnNames.unit("loadstone_probe_per_second")).isEqualTo("1/s");
    assertThat(OwnNames.unit("load_test_duration_ms")).isEqualTo("ms");
    assertThat(OwnNames.unit("loadstone_in_flight")).isEmpty();
  }
}
