package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.Runner.Run;
import dev.loadstone.core.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs against a raw server: what is sent, what is recorded, and that both agree. */
final class LocalRunIT {
  private static final String GET = "- http: GET /a\n";

  private static RawServer.Answer slowly(long millis) {
    return (request, socket) -> {
      Thread.sleep(millis);
      RawServer.say(socket, RawServer.ok());
    };
  }

  private static double max(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .mapToDouble(MeasureSummary::max)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static List<String> lines(RawServer server) {
    return server.requests().stream().map(RawServer.Request::line).toList();
  }

  @Test
  void openLoad_atRate_recordsWhatTheServerSaw() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      RunResult result =
          Runs.run(Runs.plan(server.url(), "", "{phases: [{rate: 400/s, for: 500ms}]}", GET));

      assertThat(server.requests()).hasSize(200);
      assertThat(Runs.operations(result, "ok")).isEqualTo(200);
      assertThat(result.load().offered()).isEqualTo(200);
      assertThat(result.load().completed()).isEqualTo(200);
      assertThat(result.end().driverFailures()).isEmpty();
    }
  }

  @Test
  void openLoad_limitReachedOften_startsEveryArrival() throws Exception {
    try (RawServer server = RawServer.answering(slowly(3))) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "",
                  "{arrivals: poisson, maxInFlight: 2, phases: [{rate: 500/s, for: 1s}], drain: 5s}",
                  GET));

      assertThat(result.load().dropped()).isZero();
      assertThat(Runs.operations(result, "ok")).isEqualTo(result.load().offered());
      assertThat(server.requests()).hasSize((int) result.load().offered());
    }
  }

  @Test
  void openLoad_limitReached_chargesTheWaitToTheLimit() throws Exception {
    try (RawServer server = RawServer.answering(slowly(100))) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(), "", "{maxInFlight: 1, phases: [{rate: 20/s, for: 500ms}]}", GET));

      assertThat(max(result, Measure.START_DELAY_MAX_IN_FLIGHT)).isGreaterThan(0.35);
      assertThat(max(result, Measure.START_DELAY_GENERATOR)).isLessThan(0.1);
      assertThat(max(result, Measure.RESPONSE_TIME)).isGreaterThan(0.45);
    }
  }

  @Test
  void pauseFirst_limitReached_isCountedFromTheIntendedStart() throws Exception {
    try (RawServer server = RawServer.answering(slowly(100))) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "",
                  "{maxInFlight: 1, phases: [{rate: 20/s, for: 500ms}]}",
                  "- pause: 1ms\n" + GET));

      assertThat(max(result, Measure.RESPONSE_TIME)).isGreaterThan(0.45);
    }
  }

  @Test
  void connections_limited_chargeTheWaitToTheConnection() throws Exception {
    try (RawServer server = RawServer.answering(slowly(100))) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {maxConnections: 1}",
                  "{phases: [{rate: 20/s, for: 500ms}]}",
                  GET));

      assertThat(server.connections()).isEqualTo(1);
      assertThat(max(result, Measure.START_DELAY_CONNECTION)).isGreaterThan(0.35);
      assertThat(max(result, Measure.START_DELAY_GENERATOR)).isLessThan(0.1);
    }
  }

  @ParameterizedTest
  @CsvSource({"shared, 1", "per_user, 1", "per_request, 5"})
  void connections_ofOneUser_areAsMany(String kind, int connections) throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {connections: " + kind + "}",
                  "{phases: [{rate: 10/s, for: 100ms}]}",
                  "- repeat: {times: 5, steps: [{http: GET /a}]}\n"));

      assertThat(Runs.operations(result, "ok")).isEqualTo(5);
      assertThat(server.connections()).isEqualTo(connections);
    }
  }

  @Test
  void connectionsPerUser_fewerThanUsers_letEveryUserGoOn() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {connections: per_user, maxConnections: 2}",
                  "{model: closed, phases: [{users: 4, for: 400ms}], drain: 500ms}",
                  "- http: GET /${user.id}\n- pause: 10ms\n"));

      assertThat(lines(server).stream().distinct()).hasSize(4);
      assertThat(Runs.errors(result)).isEmpty();
      assertThat(result.load().cancelled()).isZero();
    }
  }

  @Test
  void connection_closedByServerInBetween_isOpenedAgain() throws Exception {
    String closing = RawServer.response("200 OK", "Connection: close\r\n", "ok");
    try (RawServer server = RawServer.saying(closing)) {
      RunResult result = Runs.once(server.url(), GET + GET);

      assertThat(Runs.operations(result, "ok")).isEqualTo(2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, GET /to HTTP/1.1",
    "302, GET /to HTTP/1.1",
    "303, GET /to HTTP/1.1",
    "307, POST /to HTTP/1.1",
    "308, POST /to HTTP/1.1"
  })
  void redirect_ofPost_keepsTheMethodWhereItMust(String status, String second) throws Exception {
    RawServer.Answer redirecting =
        (request, socket) ->
            RawServer.say(
                socket,
                request.path().equals("/to")
                    ? RawServer.ok()
                    : RawServer.response(status + " X", "Location: to\r\n", ""));
    try (RawServer server = RawServer.answering(redirecting)) {
      RunResult result = Runs.once(server.url(), "- http: POST /from\n  body: hello\n");

      assertThat(lines(server)).containsExactly("POST /from HTTP/1.1", second);
      assertThat(server.requests().getLast().body())
          .isEqualTo(second.startsWith("POST") ? "hello" : "");
      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
    }
  }

  @Test
  void redirects_withoutEnd_stopAtTheLimit() throws Exception {
    String around = RawServer.response("302 Found", "Location: /a\r\n", "");
    try (RawServer server = RawServer.saying(around)) {
      RunResult result = Runs.once(server.url(), GET);

      assertThat(server.requests()).hasSize(6);
      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
    }
  }

  @Test
  void cookie_setBelowATemplatedPath_isSentBackByTheSameUserOnly() throws Exception {
    RawServer.Answer setting =
        (request, socket) ->
            RawServer.say(
                socket,
                request.path().endsWith("/login")
                    ? RawServer.response("200 OK", "Set-Cookie: id=" + request.path() + "\r\n", "")
                    : RawServer.ok());
    try (RawServer server = RawServer.answering(setting)) {
      Runs.run(
          Runs.plan(
              server.url(),
              "",
              "{model: closed, phases: [{users: 2, for: 100ms}]}",
              "- http: GET /u/${user.id}/login\n- http: GET /u/${user.id}/home\n- pause: 500ms\n"));

      assertThat(
              server.requests().stream()
                  .filter(request -> request.path().endsWith("/home"))
                  .map(request -> request.path() + " " + request.header("cookie")))
          .containsExactlyInAnyOrder("/u/0/home id=/u/0/login", "/u/1/home id=/u/1/login");
    }
  }

  @Test
  void gzip_checkedBody_isDecompressed() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"x\": \"hello hello hello\"}".getBytes(StandardCharsets.UTF_8));
    }
    String response =
        RawServer.response(
            "200 OK", "Content-Encoding: gzip\r\n", packed.toString(StandardCharsets.ISO_8859_1));
    try (RawServer server = RawServer.saying(response)) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {compression: true}",
                  "{phases: [{rate: 10/s, for: 100ms}]}",
                  """
                  - http: GET /a
                    check: [$.x contains hello]
                  - http: GET /b
                    check: [body_bytes == 26B]
                  """));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.requests().getFirst().header("accept-encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void head_withContentEncoding_hasNoBodyToDecompress() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99\r\n\r\n";
    try (RawServer server = RawServer.saying(head)) {
      RunResult result = Runs.once(server.url(), "- http: HEAD /a\n  check: [body not exists]\n");

      assertThat(Runs.errors(result)).isEmpty();
    }
  }

  @Test
  void call_thatSets_givesTheNextStepItsValue() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "variables: {x: none}",
                  "{phases: [{rate: 10/s, for: 100ms}]}",
                  "- call: dev.loadstone.engine.TestCalls#set\n- http: GET /${x}\n"));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(lines(server)).containsExactly("GET /user-0 HTTP/1.1");
    }
  }

  @ParameterizedTest
  @CsvSource({"fail, script=1", "hang, timeout_total=1"})
  void call_thatFails_isItsClass(String method, String errors) throws Exception {
    RunResult result =
        Runs.once(
            "http://127.0.0.1:1",
            "- call: dev.loadstone.engine.TestCalls#" + method + "\n  timeout: 100ms\n");

    assertThat(Runs.errors(result)).isEqualTo(errors);
  }

  @Test
  void setup_withRepeat_runsOncePerUser() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "setup: [{repeat: {times: 2, steps: [{http: GET /setup}]}}]",
                  "{model: closed, phases: [{users: 2, for: 300ms}]}",
                  "- http: GET /step\n- pause: 20ms\n"));

      assertThat(result.end().driverFailures()).isEmpty();
      assertThat(lines(server)).filteredOn(line -> line.contains("/setup")).hasSize(4);
      assertThat(lines(server)).filteredOn(line -> line.contains("/step")).hasSizeGreaterThan(6);
    }
  }

  @Test
  void feeder_exhaustedQueue_dropsTheRest(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("ids.csv"), "id\n7\n8\n");
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "feeders: {ids: {file: ids.csv, order: queue}}",
                  "{phases: [{rate: 50/s, for: 100ms}]}",
                  "- http: GET /${ids.id}\n"),
              directory);

      assertThat(lines(server)).containsExactly("GET /7 HTTP/1.1", "GET /8 HTTP/1.1");
      assertThat(Runs.count(result, CounterKey.DROPPED, Map.of("reason", "feeder_empty")))
          .isEqualTo(3);
    }
  }

  @Test
  void feeder_usedInSetupOnly_givesEachUserItsRow(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("ids.csv"), "id\n7\n8\n");
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      Runs.run(
          Runs.plan(
              server.url(),
              "feeders: {ids: {file: ids.csv, order: circular}}\n"
                  + "setup: [{http: 'GET /login/${ids.id}'}]",
              "{model: closed, phases: [{users: 2, for: 50ms}]}",
              "- pause: 300ms\n"),
          directory);

      assertThat(lines(server))
          .containsExactlyInAnyOrder("GET /login/7 HTTP/1.1", "GET /login/8 HTTP/1.1");
    }
  }

  @Test
  void stop_withOperationUnderWay_drainsThenCancels() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawServer server = RawServer.answering((request, socket) -> asked.countDown())) {
      RunAccumulator seen = new RunAccumulator();
      String plan =
          Runs.plan(
              server.url(),
              "",
              "{model: closed, phases: [{users: 1, for: 60s}], drain: 100ms}",
              GET);
      Run run = Runs.start(plan, Path.of("."), seen);
      asked.await();
      run.stop(RunEnd.Reason.INTERRUPTED, "enough");
      RunEnd end = run.await();

      assertThat(end.reason()).isEqualTo(RunEnd.Reason.INTERRUPTED);
      assertThat(Runs.operations(seen.result(), "cancelled")).isEqualTo(1);
      assertThat(seen.result().load().cancelled()).isEqualTo(1);
      assertThat(seen.result().verdict()).isNotEqualTo(Verdict.PASS);
    }
  }

  @Test
  void absoluteUrl_ofAnotherServer_goesThere() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok());
        RawServer other = RawServer.saying(RawServer.ok())) {
      RunResult result = Runs.once(server.url(), "- http: GET " + other.url() + "/x?y=1\n");

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.requests()).isEmpty();
      assertThat(lines(other)).containsExactly("GET /x?y=1 HTTP/1.1");
    }
  }

  @Test
  void host_withSeveralAddresses_isReachedAtAnyOfThem() throws IOException, InterruptedException {
    List<java.net.InetAddress> addresses = List.of(java.net.InetAddress.getAllByName("localhost"));
    java.net.InetAddress last = addresses.getLast();
    org.junit.jupiter.api.Assumptions.assumeTrue(
        addresses.size() > 1, "localhost has only one address on this machine");
    try (RawServer server =
        new RawServer(
            new java.net.ServerSocket(0, 9, last),
            (request, socket) -> RawServer.say(socket, RawServer.ok()))) {
      assertThat(Runs.errors(Runs.once("http://localhost:" + server.port(), GET))).isEmpty();
    }
  }
}
