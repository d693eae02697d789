package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs with several requests under way on one HTTP/1.1 connection. */
@Timeout(60)
final class PipeliningIT {
  private static final String FOUR = "http: {pipelining: 4, maxConnections: 1}";
  private static final String GET = "- http: GET /a\n";
  private static final String FOUR_REQUESTS = "{phases: [{rate: 40/s, for: 100ms}], drain: 3s}";

  /** Answers nothing until four requests have come, and then all of them at once. */
  private static RawServer.Answer inFours(String... responses) {
    AtomicInteger come = new AtomicInteger();
    return (request, socket) -> {
      if (come.incrementAndGet() % 4 == 0) {
        RawServer.say(socket, String.join("", responses));
      }
    };
  }

  private static RunResult run(RawServer server, String http, String load, String steps)
      throws InterruptedException {
    return Runs.run(Runs.plan(server.url(), http, load, steps));
  }

  private static long opened(RunResult result) {
    return Runs.count(result, CounterKey.CONNECTIONS_OPENED, Map.of("protocol", "http/1.1"));
  }

  @Test
  void requests_upToTheLimit_areSentBeforeTheResponses() throws Exception {
    String ok = RawServer.ok();
    try (RawServer server = RawServer.answering(inFours(ok, ok, ok, ok))) {
      RunResult result = run(server, FOUR, "{phases: [{rate: 400/s, for: 100ms}], drain: 3s}", GET);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(40);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(opened(result)).isEqualTo(1);
    }
  }

  @Test
  void requests_withoutPipelining_waitForTheResponse() throws Exception {
    try (RawServer server = RawServer.answering(inFours())) {
      run(
          server,
          "http: {maxConnections: 1}",
          "{phases: [{rate: 40/s, for: 100ms}], drain: 200ms}",
          GET);

      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void responses_inPieces_goToTheirOwnRequests() throws Exception {
    RawServer.Answer echo =
        (request, socket) -> {
          String whole = RawServer.response("200 OK", "", "{\"path\":\"" + request.path() + "\"}");
          RawServer.say(socket, whole.substring(0, 20));
          Thread.sleep(1);
          RawServer.say(socket, whole.substring(20));
        };
    try (RawServer server = RawServer.answering(echo)) {
      RunResult result =
          run(
              server,
              FOUR + "\nvariables: {id: '${random.uuid}'}",
              "{phases: [{rate: 300/s, for: 200ms}], drain: 3s}",
              """
              - http: GET /${id}
                extract: {echo: $.path}
              - http: GET /same?/${id}=${echo}
              """);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(120);
      assertThat(server.requests())
          .map(RawServer.Request::path)
          .filteredOn(path -> path.startsWith("/same"))
          .hasSize(60)
          .allMatch(path -> path.matches("/same\\?/(.+)=%2F\\1"));
    }
  }

  @Test
  void head_amongGets_hasNoBody() throws Exception {
    RawServer.Answer answer =
        (request, socket) -> {
          String whole = RawServer.response("200 OK", "", "hello");
          boolean head = request.line().startsWith("HEAD");
          RawServer.say(socket, head ? whole.substring(0, whole.length() - 5) : whole);
        };
    try (RawServer server = RawServer.answering(answer)) {
      RunResult result =
          run(
              server,
              FOUR,
              "{phases: [{rate: 200/s, for: 200ms}], drain: 3s}",
              "- http: HEAD /a\n- http: GET /b\n  check: [body == hello]\n");

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(80);
    }
  }

  @Test
  void requests_behindAClosingResponse_areSentAgain() throws Exception {
    AtomicInteger come = new AtomicInteger();
    RawServer.Answer closing =
        (request, socket) -> {
          if (come.incrementAndGet() % 4 == 0) {
            RawServer.say(
                socket,
                RawServer.ok() + RawServer.response("200 OK", "Connection: close\r\n", "x"));
            socket.close();
          }
        };
    try (RawServer server = RawServer.answering(closing)) {
      RunResult result = run(server, FOUR, FOUR_REQUESTS, GET);

      // two of four are served, and then two wait until the drain ends
      assertThat(Runs.operations(result, "ok")).isEqualTo(2);
      assertThat(Runs.operations(result, "cancelled")).isEqualTo(2);
      assertThat(server.requests()).hasSize(6);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void target_thatAlwaysCloses_failsWhatItNeverServes() throws Exception {
    RawServer.Answer closing =
        (request, socket) -> {
          RawServer.say(socket, RawServer.response("200 OK", "Connection: close\r\n", "x"));
          socket.close();
        };
    try (RawServer server = RawServer.answering(closing)) {
      RunResult result =
          run(
              server,
              "http: {pipelining: 100, maxConnections: 1}",
              "{phases: [{rate: 1000/s, for: 100ms}], drain: 5s}",
              GET);

      assertThat(Runs.operations(result, "ok")).isPositive();
      assertThat(Runs.operations(result, "ok") + Runs.operations(result, "failed")).isEqualTo(100);
      assertThat(result.end().driverFailures()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', reset=3 truncated=1",
    "'nonsense\r\n\r\n', reset=3 protocol=1",
    "'', reset=4",
  })
  void connection_lost_failsEachRequestAsItStands(String response, String errors) throws Exception {
    AtomicInteger come = new AtomicInteger();
    RawServer.Answer losing =
        (request, socket) -> {
          if (come.incrementAndGet() == 4) {
            RawServer.say(socket, response);
            socket.close();
          }
        };
    try (RawServer server = RawServer.answering(losing)) {
      assertThat(Runs.errors(run(server, FOUR, FOUR_REQUESTS, GET))).isEqualTo(errors);
    }
  }

  @Test
  void timeout_ofOne_leavesThoseBehindItTheirOwn() throws Exception {
    AtomicInteger come = new AtomicInteger();
    RawServer.Answer slowOnce =
        (request, socket) -> {
          if (come.getAndIncrement() == 0) {
            Thread.sleep(600);
          }
          RawServer.say(socket, RawServer.ok());
        };
    try (RawServer server = RawServer.answering(slowOnce)) {
      RunResult result =
          run(
              server,
              "http: {pipelining: 4, maxConnections: 2}",
              "{phases: [{rate: 4/s, for: 1s}], drain: 3s}",
              "- http: GET /a\n  timeout: {firstByte: 500ms}\n");

      assertThat(Runs.errors(result)).isEqualTo("timeout_first_byte=1");
      assertThat(Runs.operations(result, "ok")).isEqualTo(3);
    }
  }

  @Test
  void drain_over_cancelsWhatIsUnderWay() throws Exception {
    try (RawServer server = RawServer.answering((request, socket) -> {})) {
      RunResult result =
          run(server, FOUR, "{phases: [{rate: 40/s, for: 100ms}], drain: 50ms}", GET);

      assertThat(Runs.operations(result, "cancelled")).isEqualTo(4);
      assertThat(result.end().driverFailures()).isEmpty();
    }
  }

  @Test
  void tls_withPipelining_isSpoken(@TempDir Path directory) throws Exception {
    TestAuthority authority = TestAuthority.create(directory, "known");
    try (TlsServer server = TlsServer.start(authority.certify("ip:127.0.0.1"))) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {pipelining: 8, maxConnections: 1, tls: {insecure: true}}",
                  "{model: closed, phases: [{users: 16, for: 300ms}], drain: 3s}",
                  GET));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isGreaterThan(16);
      assertThat(opened(result)).isEqualTo(1);
    }
  }

  @Test
  void users_moreThanOneConnectionCarries_shareAsFewAsCan()
      throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      RunResult result =
          run(
              server,
              "http: {pipelining: 16}",
              "{model: closed, phases: [{users: 64, for: 300ms}], drain: 3s}",
              GET);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.connections()).isEqualTo(4);
      assertThat(Runs.operations(result, "ok")).isEqualTo(server.requests().size());
    }
  }
}
