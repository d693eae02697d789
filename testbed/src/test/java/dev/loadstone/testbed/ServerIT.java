package dev.loadstone.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerIT {
  @Test
  void start_portInUse_saysSo() {
    try (RunningTestbed testbed = new RunningTestbed("{}")) {
      TestbedOptions same = TestbedOptions.DEFAULTS.port(testbed.server().port());
      assertThatThrownBy(() -> TestbedServer.start(same))
          .isInstanceOf(TestbedStartException.class)
          .hasMessage(
              "the testbed cannot listen on 127.0.0.1:%d: the address is in use. Choose another port, or 0 for any free one.",
              testbed.server().port());
    }
  }

  @Test
  void close_server_givesThePortBack() {
    int port;
    try (RunningTestbed testbed = new RunningTestbed("{}")) {
      port = testbed.server().port();
    }
    try (TestbedServer again = TestbedServer.start(TestbedOptions.DEFAULTS.port(port))) {
      assertThat(again.port()).isEqualTo(port);
    }
  }

  @Test
  void ledger_requestsOfManyConnections_areCountedExactly() {
    try (RunningTestbed testbed =
        new RunningTestbed(
            "default: {service: {law: exponential, mean: 2ms}, workers: 20, queue: 5000}")) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 3_000)
              .mapToObj(i ->
                  testbed
                      .client()
                      .sendAsync(testbed.request(path(i)).build(), BodyHandlers.ofString()))
              .toList();
      answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
      LedgerSnapshot ledger = testbed.server().ledger();
      assertThat(ledger.routes())
          .containsOnlyKeys("GET /plain", "GET /api/v1/agents", "GET /bytes/{n}");
      for (RouteLedger route : ledger.routes().values()) {
        assertThat(route.requests()).isEqualTo(1_000);
        assertThat(route.outcome("ok")).isEqualTo(1_000);
        assertThat(route.total().count()).isEqualTo(1_000);
        assertThat(route.service().count()).isEqualTo(1_000);
        assertThat(route.waiting().count()).isEqualTo(1_000);
        assertThat(route.total().mean())
            .isGreaterThanOrEqualTo(route.waiting().mean() + route.service().mean());
      }
      assertThat(ledger.inFlight().now()).isZero();
      assertThat(ledger.inFlight().max()).isGreaterThan(20);
      assertThat(ledger.openConnections().max()).isGreaterThan(20);
    }
  }

  private static String path(int i) {
    return switch (i % 3) {
      case 0 -> "/plain";
      case 1 -> "/api/v1/agents";
      default -> "/bytes/100";
    };
  }

  @Test
  void ledger_afterReset_countsFromZero() throws IOException, InterruptedException {
    try (RunningTestbed testbed = new RunningTestbed("{}")) {
      testbed.get("/plain");
      testbed.server().resetLedger();
      assertThat(testbed.server().ledger().requests()).isZero();
      testbed.get("/plain");
      assertThat(testbed.server().ledger().route("GET /plain").requests()).isEqualTo(1);
    }
  }

  @Test
  void service_constantLaw_isHeldAtLeastAsLong() throws IOException, InterruptedException {
    try (RunningTestbed testbed =
        new RunningTestbed("routes: {GET /plain: {service: {law: constant, value: 20ms}}}")) {
      for (int i = 0; i < 10; i++) {
        testbed.get("/plain");
      }
      RouteLedger route = testbed.server().ledger().route("GET /plain");
      assertThat(route.service().min()).isGreaterThanOrEqualTo(0.020);
      assertThat(route.waiting().max()).isZero();
    }
  }

  @Test
  void queue_oneWorkerAndOnePlace_refusesTheRestAtOnce() {
    String truth =
        "routes: {GET /plain: {service: {law: constant, value: 1s}, workers: 1, queue: 1}}";
    try (RunningTestbed testbed = new RunningTestbed(truth)) {
      List<Integer> statuses =
          IntStream.range(0, 5)
              .mapToObj(i ->
                  testbed
                      .client()
                      .sendAsync(testbed.request("/plain").build(), BodyHandlers.ofString()))
              .toList()
              .stream()
              .map(answer -> answer.join().statusCode())
              .sorted()
              .toList();
      assertThat(statuses).containsExactly(200, 200, 503, 503, 503);
      RouteLedger route = testbed.server().ledger().route("GET /plain");
      assertThat(route.outcome("queue_full")).isEqualTo(3);
      assertThat(route.waiting().max()).isBetween(0.1, 1.5);
    }
  }

  @Test
  void rateLimit_aboveBurst_isAnsweredWith429() throws IOException, InterruptedException {
    String truth = "routes: {POST /echo: {rateLimit: {rate: 1/h, burst: 3, retryAfter: 1500ms}}}";
    try (RunningTestbed testbed = new RunningTestbed(truth)) {
      for (int i = 0; i < 3; i++) {
        assertThat(testbed.send("POST", "/echo", "x").statusCode()).isEqualTo(200);
      }
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> limited = testbed.send("POST", "/echo", "x");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("2");
      }
      assertThat(testbed.server().ledger().route("POST /echo").outcomes())
          .containsEntry("ok", 3L)
          .containsEntry("rate_limited", 2L);
    }
  }

  @Test
  void freeze_requestsInIt_areAnsweredAfterIt() throws IOException, InterruptedException {
    try (RunningTestbed testbed = new RunningTestbed("freeze: {every: 500ms, for: 400ms}")) {
      while (testbed.server().ledger().route("GET /plain").total().count() < 2
          || testbed.server().ledger().route("GET /plain").total().max() < 0.3) {
        assertThat(testbed.get("/plain").statusCode()).isEqualTo(200);
        assertThat(testbed.get("/_truth").statusCode()).isEqualTo(200);
      }
      assertThat(testbed.get("/nowhere").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void burn_everyOperation_costsCpuTime() throws IOException, InterruptedException {
    try (RunningTestbed testbed =
        new RunningTestbed("routes: {GET /plain: {burn: 30ms, workers: 1}}")) {
      assertThat(testbed.get("/plain").statusCode()).isEqualTo(200);
      assertThat(testbed.get("/plain").statusCode()).isEqualTo(200);
      assertThat(testbed.server().ledger().route("GET /plain").service().min())
          .isGreaterThanOrEqualTo(0.030);
    }
  }

  @Test
  void applyTruth_sameSeed_repeatsTheFates() throws IOException, InterruptedException {
    Truth truth =
        Truth.parse("truth.yaml", "default: {errors: {ratio: 50%, kinds: [500, 503, 418]}}");
    try (RunningTestbed testbed = new RunningTestbed("{}")) {
      testbed.server().applyTruth(truth);
      List<Integer> first = statuses(testbed);
      testbed.server().applyTruth(truth);
      assertThat(statuses(testbed)).isEqualTo(first).contains(200, 500, 503, 418);
    }
  }

  private static List<Integer> statuses(RunningTestbed testbed)
      throws IOException, InterruptedException {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      statuses.add(testbed.get("/plain").statusCode());
    }
    return statuses;
  }
}
