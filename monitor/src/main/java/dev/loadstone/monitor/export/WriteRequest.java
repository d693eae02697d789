package dev.loadstone.monitor.export;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics as one request of Prometheus' remote write: every sample a series of its own, at one
 * instant, the names in it being those of the text format.
 *
 * <p>Source: Prometheus Remote-Write 1.0: {@code WriteRequest{timeseries = 1}}, {@code
 * TimeSeries{labels = 1, samples = 2}}, {@code Label{name = 1, value = 2}}, {@code Sample{value =
 * 1, timestamp = 2}}, labels sorted by name. Protocol Buffers, encoding. Snappy, format
 * description.
 */
final class WriteRequest {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int LITERAL_MAX = 1 << 16;
  private static final int LITERAL_OF_TWO_LENGTH_BYTES = 61 << 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
  private final Map<String, String> everywhere;
  private final long millis;

  private WriteRequest(Map<String, String> everywhere, long millis) {
    this.everywhere = everywhere;
    this.millis = millis;
  }

  /**
   * Returns a request, not yet compressed.
   *
   * @param everywhere labels of all series
   * @param millis the instant of all samples, in milliseconds since 1970
   */
  static byte[] of(MetricSnapshots metrics, Map<String, String> everywhere, long millis) {
    WriteRequest request = new WriteRequest(everywhere, millis);
    metrics.stream().forEach(request::add);
    return request.out.toByteArray();
  }

  private void add(MetricSnapshot metric) {
    String name = metric.getMetadata().getPrometheusName();
    switch (metric) {
      case CounterSnapshot counter ->
          counter
              .getDataPoints()
              .forEach(point -> series(name + "_total", point.getLabels(), point.getValue()));
      case GaugeSnapshot gauge ->
          gauge.getDataPoints().forEach(point -> series(name, point.getLabels(), point.getValue()));
      case HistogramSnapshot histogram ->
          histogram.getDataPoints().forEach(point -> histogram(name, point));
      default -> {}
    }
  }

  private void histogram(String name, HistogramDataPointSnapshot point) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    long below = 0;
    for (int i = 0; i < buckets.size(); i++) {
      below += buckets.getCount(i);
      double bound = buckets.getUpperBound(i);
      String le = Double.isInfinite(bound) ? "+Inf" : Double.toString(bound);
      series(name + "_bucket", point.getLabels().merge(Labels.of("le", le)), below);
    }
    series(name + "_count", point.getLabels(), point.getCount());
    series(name + "_sum", point.getLabels(), point.getSum());
  }

  private void series(String name, Labels labels, double value) {
    Map<String, String> sorted = new TreeMap<>(everywhere);
    for (Label label : labels) {
      sorted.put(label.getName(), label.getValue());
    }
    sorted.put("__name__", name);
    ByteArrayOutputStream series = new ByteArrayOutputStream();
    sorted.forEach((key, text) -> {
      ByteArrayOutputStream label = new ByteArrayOutputStream();
      bytes(label, 1, key.getBytes(StandardCharsets.UTF_8));
      bytes(label, 2, text.getBytes(StandardCharsets.UTF_8));
      bytes(series, 1, label.toByteArray());
    });
    ByteArrayOutputStream sample = new ByteArrayOutputStream();
    varint(sample, (1 << 3) | FIXED_64);
    ByteBuffer fixed = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    sample.writeBytes(fixed.putDouble(value).array());
    varint(sample, (2 << 3) | VARINT);
    varint(sample, millis);
    bytes(series, 2, sample.toByteArray());
    bytes(out, 1, series.toByteArray());
  }

  private static void bytes(ByteArrayOutputStream to, int field, byte[] content) {
    varint(to, (field << 3) | BYTES);
    varint(to, content.length);
    to.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream to, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }

  /**
   * Returns bytes in the block format of Snappy, by literals alone: readers take it as any other,
   * and it is no smaller.
   */
  static byte[] snappy(byte[] plain) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(plain.length + 64);
    varint(block, plain.length);
    for (int from = 0; from < plain.length; from += LITERAL_MAX) {
      int length = Math.min(LITERAL_MAX, plain.length - from);
      block.write(LITERAL_OF_TWO_LENGTH_BYTES);
      block.write((length - 1) & 0xff);
      block.write((length - 1) >> 8);
      block.write(plain, from, length);
    }
    return block.toByteArray();
  }
}
