package dev.loadstone.truth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A receiver of OpenTelemetry's protocol over HTTP, on loopback. */
final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> senders = new CopyOnWriteArrayList<>();
  private final List<String> media = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final int status;

  /**
   * Starts one.
   *
   * @param status what every request is answered with; 0 for no answer
   */
  OtlpReceiver(int status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/v1/metrics",
        exchange -> {
          metrics.add(ExportMetricsServiceRequest.parseFrom(body(exchange)));
          answer(exchange);
        });
    server.createContext(
        "/v1/traces",
        exchange -> {
          ExportTraceServiceRequest.parseFrom(body(exchange))
              .getResourceSpansList()
              .forEach(this::take);
          answer(exchange);
        });
    server.start();
  }

  private void take(ResourceSpans resource) {
    senders.add(texts(resource.getResource().getAttributesList()));
    resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
  }

  private byte[] body(HttpExchange exchange) throws IOException {
    media.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("api-key")));
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream in =
        packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      return in.readAllBytes();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (status == 0) {
      return; // as one that hangs: the connection stays open
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns how often metrics were sent. */
  int sent() {
    return metrics.size();
  }

  List<String> media() {
    return media;
  }

  /** Returns the header {@code api-key} of every request. */
  List<String> keys() {
    return keys;
  }

  List<Span> spans() {
    return spans;
  }

  /** Returns what is said of the sender of spans, each time. */
  List<Map<String, String>> senders() {
    return senders;
  }

  /** Returns what is said of the sender of metrics. */
  Map<String, String> resource() {
    return texts(metrics.getLast().getResourceMetrics(0).getResource().getAttributesList());
  }

  /** Returns the metrics that were sent last, by name. */
  Map<String, Metric> last() {
    Map<String, Metric> named = new TreeMap<>();
    for (ResourceMetrics resource : metrics.getLast().getResourceMetricsList()) {
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        scope.getMetricsList().forEach(metric -> named.put(metric.getName(), metric));
      }
    }
    return named;
  }

  /** Returns a metric that was sent last. */
  Metric last(String name) {
    Metric metric = last().get(name);
    if (metric == null) {
      throw new AssertionError("no metric " + name + " among " + last().keySet());
    }
    return metric;
  }

  /** Returns the sum of a counter's points. */
  double sum(String name) {
    return last(name).getSum().getDataPointsList().stream()
        .mapToDouble(NumberDataPoint::getAsDouble)
        .sum();
  }

  /** Returns the points of a histogram that have an attribute with this text. */
  List<HistogramDataPoint> histograms(String name, String attribute, String text) {
    List<HistogramDataPoint> found = new ArrayList<>();
    for (HistogramDataPoint point : last(name).getHistogram().getDataPointsList()) {
      if (text.equals(texts(point.getAttributesList()).get(attribute))) {
        found.add(point);
      }
    }
    return found;
  }

  /** Returns attributes as texts. */
  static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      String text =
          attribute.getValue().hasIntValue()
              ? Long.toString(attribute.getValue().getIntValue())
              : attribute.getValue().getStringValue();
      texts.put(attribute.getKey(), text);
    }
    return texts;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
