package dev.loadstone.monitor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.step.StepArguments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page of metrics over a socket. */
final class PrometheusProbeIT {
  private static final String PAGE =
      """
      # TYPE shop_requests_total counter
      shop_requests_total{path="/buy",code="200"} 10
      shop_requests_total{path="/buy",code="500"} 1
      shop_requests_total{path="/see",code="200"} 99
      # TYPE queue_depth gauge
      queue_depth{queue="a"} 3
      queue_depth{queue="b"} 4
      """;

  private final AtomicReference<String> page = new AtomicReference<>(PAGE);
  private final AtomicReference<String> asked = new AtomicReference<>("");
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          asked.set(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] body = page.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, Math.max(body.length, 1));
          exchange.getResponseBody().write(body.length == 0 ? new byte[1] : body);
          exchange.close();
        });
    server.createContext(
        "/hang",
        exchange -> {
          try {
            never.await();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    never.countDown();
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Probe open(Map<String, Object> options) throws Exception {
    return new PrometheusKind().open(new StepArguments(options));
  }

  private Map<String, Object> options(Map<String, String> series) {
    return Map.of(
        "prometheus", url("/metrics"), "series", series, "headers", Map.of("Authorization", "k"));
  }

  @Test
  void sample_ofAPage_hasGaugesAtOnceAndRatesFromTheSecondLookOn() throws Exception {
    try (Probe probe =
        open(
            options(
                Map.of(
                    "buys", "shop_requests_total{path=\"/buy\"}",
                    "depth", "max(queue_depth)",
                    "none", "unknown_metric")))) {
      assertThat(asked).hasValue("k");
      assertThat(probe.sample()).containsExactly(Map.entry("depth", 4.0));
      page.set(PAGE.replace("\"200\"} 10", "\"200\"} 30").replace("\"b\"} 4", "\"b\"} 9"));
      Map<String, Double> values = probe.sample();
      assertThat(values).containsOnlyKeys("buys", "depth").containsEntry("depth", 9.0);
      assertThat(values.get("buys")).isPositive();
    }
  }

  /** The same in exact figures, the time being known. */
  @Test
  void values_ofTwoPages_areRatesOfEachSampleAddedUp() throws Exception {
    try (MetricsPage unused =
        new MetricsPage(URI.create(url("/metrics")), Map.of(), Duration.ofSeconds(5))) {
      PrometheusProbe probe =
          new PrometheusProbe(
              unused,
              Map.of("buys", Selector.parse("shop_requests_total{path=\"/buy\"}")),
              () -> 0);
      assertThat(probe.values(PAGE, 0)).isEmpty();
      String later = PAGE.replace("\"200\"} 10", "\"200\"} 30").replace("\"500\"} 1", "\"500\"} 2");
      assertThat(probe.values(later, 2_000_000_000L)).containsExactly(Map.entry("buys", 10.5));
      // What was started anew has no rate, the rest has.
      String anew = later.replace("\"200\"} 30", "\"200\"} 3").replace("\"500\"} 2", "\"500\"} 5");
      assertThat(probe.values(anew, 3_000_000_000L)).containsExactly(Map.entry("buys", 3.0));
    }
  }

  @Test
  void open_withoutAnyOfTheMetrics_namesTheNearest() {
    assertThatThrownBy(() -> open(options(Map.of("buys", "shop_request_total"))))
        .isInstanceOf(ProbeException.class)
        .hasMessage(
            url("/metrics") + " has no metric shop_request_total; it has shop_requests_total");
  }

  @Test
  void open_ofWhatDoesNotAnswer_saysWhy() {
    page.set("");
    assertThatThrownBy(() -> open(options(Map.of("buys", "shop_requests_total"))))
        .isInstanceOf(ProbeException.class)
        .hasMessage(url("/metrics") + " answered with status 503");
    assertThatThrownBy(() ->
            open(
                Map.of(
                    "prometheus",
                    url("/hang") + "?key=secret",
                    "series",
                    Map.of("a", "a"),
                    "timeout",
                    "200ms")))
        .isInstanceOf(ProbeException.class)
        .hasMessageStartingWith(url("/hang"))
        .hasMessageNotContaining("secret");
  }
}
