package dev.loadstone.monitor.export;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves a run's metrics at {@code /metrics}: in Prometheus' text format, in OpenMetrics, or in
 * Prometheus' protobuf format, which alone carries native histograms, as the request's {@code
 * Accept} asks; compressed by gzip where it is accepted. It tells nothing else and takes nothing.
 *
 * <p>Source: exposition formats of Prometheus; OpenMetrics 1.0.0. Thread-safe.
 */
public final class MetricsServer implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final int THREADS = 2;
  private static final int BACKLOG = 16;

  private final RunMetrics metrics;
  private final HttpServer server;
  private final ExecutorService threads;
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final CountDownLatch afterEnd = new CountDownLatch(1);
  private volatile boolean scraped;

  private MetricsServer(RunMetrics metrics, HttpServer server) {
    this.metrics = metrics;
    this.server = server;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("metrics-", 0).daemon().factory());
  }

  /**
   * Starts a server.
   *
   * @param address where to listen; port 0 takes any free one
   * @throws IOException if it cannot listen there
   */
  public static MetricsServer start(InetSocketAddress address, RunMetrics metrics)
      throws IOException {
    HttpServer http = HttpServer.create(address, BACKLOG);
    MetricsServer server = new MetricsServer(metrics, http);
    http.createContext("/", server::answer);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /**
   * Waits until the end of the run has been fetched once, so that its last seconds are not lost.
   * Does not wait if nobody has fetched anything so far.
   *
   * @param longest how long to wait at most
   * @return whether the end was fetched
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitLastScrape(Duration longest) throws InterruptedException {
    return scraped && afterEnd.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        plain(exchange, 404, "Metrics are at " + PATH + ".\n");
      } else if (exchange.getRequestMethod().equals("GET")) {
        metrics(exchange);
      } else {
        exchange.getResponseHeaders().set("Allow", "GET");
        plain(exchange, 405, "Only GET is served.\n");
      }
    }
  }

  private void metrics(HttpExchange exchange) throws IOException {
    boolean over = metrics.isOver();
    Headers request = exchange.getRequestHeaders();
    ExpositionFormatWriter writer = formats.findWriter(request.getFirst("Accept"));
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
    boolean zipped = acceptsGzip(request.getFirst("Accept-Encoding"));
    try (OutputStream out = zipped ? new GZIPOutputStream(body) : body) {
      writer.write(out, metrics.snapshots(writer instanceof PrometheusProtobufWriter));
    }
    Headers response = exchange.getResponseHeaders();
    response.set("Content-Type", writer.getContentType());
    if (zipped) {
      response.set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, body.size());
    body.writeTo(exchange.getResponseBody());
    scraped = true;
    if (over) {
      afterEnd.countDown();
    }
  }

  private static boolean acceptsGzip(@Nullable String accepted) {
    return accepted != null && accepted.contains("gzip");
  }

  private static void plain(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
