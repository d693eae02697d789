package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs over HTTP/2 by prior knowledge: what is sent, what is recorded, what goes wrong. */
@Timeout(60)
final class Http2IT {
  private static final String HTTP_2 = "http: {version: http/2}";
  private static final String GET = "- http: GET /a\n";
  private static final String ONCE = "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}";

  private static RunResult once(Http2Server server, String steps) throws Exception {
    return Runs.run(Runs.plan(server.url(), HTTP_2, ONCE, steps));
  }

  private static RunResult users(Http2Server server, String http, int users, String steps)
      throws Exception {
    String load = "{model: closed, phases: [{users: " + users + ", for: 400ms}], drain: 3s}";
    return Runs.run(Runs.plan(server.url(), "http: {version: http/2, " + http + "}", load, steps));
  }

  private static String errorsOf(Http2Server.Answer answer, String steps) throws Exception {
    try (Http2Server server = Http2Server.answering(answer)) {
      return Runs.errors(once(server, steps));
    }
  }

  private static String message(RunResult result) {
    return result.errors().getFirst().samples().getFirst().message();
  }

  private static double max(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .mapToDouble(MeasureSummary::max)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static long opened(RunResult result, String protocol) {
    return Runs.count(result, CounterKey.CONNECTIONS_OPENED, Map.of("protocol", protocol));
  }

  @Test
  void request_withEverything_arrivesAsTheStepSays() throws Exception {
    try (Http2Server server =
        Http2Server.answering(request -> request.respond(200, "{\"id\":\"7\"}", "x-id", "9"))) {
      RunResult result =
          once(
              server,
              """
              - http: POST /chat?x=1
                headers: {X-Tenant: " t1 ", Connection: keep-alive, Authorization: "Bearer abc"}
                json: {message: hello}
                check: [status == 200, "$.id == '7'", header x-id == 9]
                extract: {id: $.id}
              - http: GET /next/${id}
                headers: {Host: other.example}
              """);

      assertThat(Runs.errors(result)).isEmpty();
      Http2Server.Request first = server.requests().getFirst();
      assertThat(first.headers.method()).hasToString("POST");
      assertThat(first.headers.scheme()).hasToString("http");
      assertThat(first.headers.authority()).hasToString("127.0.0.1:" + server.port());
      assertThat(first.path()).isEqualTo("/chat?x=1");
      assertThat(first.header("x-tenant")).isEqualTo("t1");
      assertThat(first.header("connection")).isEmpty();
      assertThat(first.header("authorization")).isEqualTo("Bearer abc");
      assertThat(first.header("content-type")).isEqualTo("application/json");
      assertThat(first.header("content-length")).isEqualTo("19");
      assertThat(first.body).hasToString("{\"message\":\"hello\"}");
      Http2Server.Request second = server.requests().getLast();
      assertThat(second.path()).isEqualTo("/next/7");
      assertThat(second.headers.authority()).hasToString("other.example");
      assertThat(second.header("user-agent")).isEqualTo("Loadstone");
      assertThat(second.header("content-length")).isEmpty();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(opened(result, "http/2")).isEqualTo(1);
    }
  }

  @Test
  void openLoad_atRate_recordsWhatTheServerSaw() throws Exception {
    try (Http2Server server = Http2Server.answering(request -> request.respond(200, "ok"))) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(), HTTP_2, "{phases: [{rate: 5000/s, for: 2s}], drain: 5s}", GET));

      assertThat(server.requests()).hasSize(10_000);
      assertThat(Runs.operations(result, "ok")).isEqualTo(10_000);
      assertThat(Runs.errors(result)).isEmpty();
      assertThat(result.end().driverFailures()).isEmpty();
    }
  }

  @Test
  void bytes_ofManyRequests_areThoseOfTheirFrames() throws Exception {
    try (Http2Server server = Http2Server.answering(request -> request.respond(200, "x"))) {
      RunResult result =
          once(server, "- repeat: {times: 10, steps: [{http: POST /a, body: abc}]}\n");

      // HEADERS of one field (9 + 1) and DATA (9 + 1); the first also brings settings.
      assertThat(Runs.count(result, CounterKey.BYTES_RECEIVED, Map.of())).isEqualTo(10 * 20);
      // First: 9 + 1 + 1 + (2 + authority) + 4 + 12 + 9 + 4; the others have indexed fields.
      long authority = ("127.0.0.1:" + server.port()).length();
      long first = 9 + 1 + 1 + 2 + authority + 4 + 11 + 5 + 4 + 9 + 3;
      long later = 9 + 1 + 1 + 1 + 4 + 1 + 1 + 4 + 9 + 3;
      assertThat(Runs.count(result, CounterKey.BYTES_SENT, Map.of())).isEqualTo(first + 9 * later);
    }
  }

  @Test
  void users_manyAtOnce_shareAsFewConnectionsAsStreamsAllow() throws Exception {
    try (Http2Server server =
        Http2Server.answering(request -> request.respondAfter(20, 200, "ok"))) {
      RunResult result = users(server, "streamsPerConnection: 10", 40, GET);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.connections()).isEqualTo(4);
      assertThat(server.streamsMax()).isEqualTo(10);
      assertThat(opened(result, "http/2")).isEqualTo(4);
      assertThat(Runs.operations(result, "ok")).isEqualTo(server.requests().size());
    }
  }

  @Test
  void streams_allTaken_chargeTheWaitToTheConnection() throws Exception {
    try (Http2Server server =
        Http2Server.answering(request -> request.respondAfter(100, 200, "ok"))) {
      RunResult result = users(server, "maxConnections: 1, streamsPerConnection: 2", 4, GET);

      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.streamsMax()).isEqualTo(2);
      assertThat(max(result, Measure.START_DELAY_CONNECTION)).isGreaterThan(0.05);
      assertThat(Runs.operations(result, "ok")).isEqualTo(server.requests().size());
    }
  }

  @Test
  void streams_fewerAllowedByTheTarget_areNotExceeded() throws Exception {
    try (Http2Server server =
        Http2Server.answering(
            new Http2Settings().maxConcurrentStreams(3),
            request -> request.respondAfter(10, 200, "ok"))) {
      RunResult result = users(server, "maxConnections: 2", 20, GET);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.streamsMax()).isEqualTo(3);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(Runs.operations(result, "ok")).isEqualTo(server.requests().size());
    }
  }

  @Test
  void streams_noneAllowedByTheTarget_areRefused() throws Exception {
    try (Http2Server server =
        Http2Server.answering(
            new Http2Settings().maxConcurrentStreams(0), request -> request.respond(200, ""))) {
      RunResult result = once(server, GET);

      assertThat(Runs.errors(result)).isEqualTo("refused_stream=1");
      assertThat(message(result))
          .isEqualTo("the target allows no stream (SETTINGS_MAX_CONCURRENT_STREAMS is 0)");
    }
  }

  @ParameterizedTest
  @CsvSource({"per_user, 3", "per_request, 15"})
  void connections_ofThreeUsers_areAsMany(String kind, int connections) throws Exception {
    try (Http2Server server =
        Http2Server.answering(request -> request.respondAfter(5, 200, "ok"))) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {version: http/2, connections: " + kind + "}",
                  "{arrivals: constant, phases: [{rate: 300/s, for: 10ms}], drain: 3s}",
                  "- repeat: {times: 5, steps: [{http: GET /a}]}\n"));

      assertThat(Runs.operations(result, "ok")).isEqualTo(15);
      assertThat(server.connections()).isEqualTo(connections);
      assertThat(server.streamsMax()).isEqualTo(1);
    }
  }

  @Test
  void bodies_largerThanTheWindow_goBothWays(@TempDir Path folder) throws Exception {
    byte[] upload = "0123456789".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    Files.write(folder.resolve("upload.bin"), upload);
    byte[] piece = new byte[1_000_000];
    AtomicInteger intact = new AtomicInteger();
    try (Http2Server server =
        Http2Server.answering(request -> {
          intact.addAndGet(request.body.length() == upload.length ? 1 : 0);
          request.head(200, false);
          for (int i = 0; i < 40; i++) {
            request.data(piece, i == 39);
          }
        })) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  HTTP_2,
                  "{phases: [{rate: 40/s, for: 100ms}], drain: 20s}",
                  "- http: POST /up\n  file: upload.bin\n  check: [body_bytes == 40MB]\n"),
              folder);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(4);
      assertThat(intact).hasValue(4);
    }
  }

  @Test
  void upload_withoutWindow_timesOutAndIsReset(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("upload.bin"), new byte[1_000_000]);
    try (Http2Server server =
        Http2Server.answering(
            new Http2Settings().initialWindowSize(0), request -> request.respond(200, ""))) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  HTTP_2,
                  ONCE,
                  "- http: POST /up\n  file: upload.bin\n  timeout: 300ms\n"),
              folder);

      assertThat(Runs.errors(result)).isEqualTo("timeout_total=1");
      assertThat(server.resets()).containsExactly(Http2Error.CANCEL.code());
    }
  }

  @Test
  void head_hasNoBody() throws Exception {
    try (Http2Server server =
        Http2Server.answering(request -> request.head(200, true, "content-length", "500"))) {
      RunResult result = once(server, "- http: HEAD /a\n  check: [header content-length == 500]\n");

      assertThat(Runs.errors(result)).isEmpty();
    }
  }

  @Test
  void redirect_withCookie_isFollowedWithIt() throws Exception {
    Http2Server.Answer answer =
        request -> {
          if (request.path().equals("/a")) {
            request.head(302, true, "location", "/b", "set-cookie", "s=1; Path=/");
          } else {
            request.respond(200, "ok");
          }
        };
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result = once(server, GET);

      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
      assertThat(server.requests().getLast().path()).isEqualTo("/b");
      assertThat(server.requests().getLast().header("cookie")).isEqualTo("s=1");
    }
  }

  @Test
  void gzip_ofABody_isReadForChecks() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"a\":1}".getBytes(StandardCharsets.US_ASCII));
    }
    Http2Server.Answer answer =
        request -> {
          request.head(200, false, "content-encoding", "gzip");
          request.data(packed.toByteArray(), true);
        };
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {version: http/2, compression: true}",
                  ONCE,
                  "- http: GET /a\n  check: [$.a == 1]\n"));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.requests().getFirst().header("accept-encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void trailersAndInformational_arePassedOver() throws Exception {
    Http2Server.Answer answer =
        request -> {
          request.head(103, false, "link", "</a.css>");
          request.head(200, false, "x-a", "1");
          request.data("abc", false);
          request.trailers("x-checksum", "1");
        };
    assertThat(errorsOf(answer, "- http: GET /a\n  check: [body_bytes == 3B, header x-a == 1]\n"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"404, not_found=1", "429, rate_limit=1", "503, server_error=1"})
  void response_errorStatus_isItsClass(int status, String errors) throws Exception {
    assertThat(errorsOf(request -> request.respond(status, "no"), GET)).isEqualTo(errors);
  }

  @Test
  void stream_refused_isRefusedStream() throws Exception {
    assertThat(errorsOf(request -> request.reset(Http2Error.REFUSED_STREAM), GET))
        .isEqualTo("refused_stream=1");
  }

  @Test
  void stream_reset_failsOnlyItsExchange() throws Exception {
    Http2Server.Answer answer =
        request -> {
          if (request.path().equals("/bad")) {
            request.reset(Http2Error.INTERNAL_ERROR);
          } else {
            request.respondAfter(50, 200, "ok");
          }
        };
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result =
          once(server, "- {http: GET /bad, onFailure: continue}\n- http: GET /good\n");

      assertThat(Runs.errors(result)).isEqualTo("reset=1");
      assertThat(message(result)).isEqualTo("the target reset the stream: INTERNAL_ERROR");
      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void body_shorterThanAnnounced_isTruncated() throws Exception {
    assertThat(
            errorsOf(
                request -> {
                  request.head(200, false, "content-length", "10");
                  request.data("abc", true);
                },
                GET))
        .isEqualTo("truncated=1");
  }

  @Test
  void body_longerThanAnnounced_isProtocol() throws Exception {
    assertThat(
            errorsOf(
                request -> {
                  request.head(200, false, "content-length", "1");
                  request.data("abc", true);
                },
                GET))
        .isEqualTo("protocol=1");
  }

  @Test
  void firstByte_notInTime_resetsTheStreamAndKeepsTheConnection() throws Exception {
    Http2Server.Answer answer =
        request -> {
          if (request.path().equals("/b")) {
            request.respond(200, "ok");
          }
        };
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result =
          once(
              server,
              """
              - {http: GET /a, timeout: {firstByte: 100ms}, onFailure: continue}
              - http: GET /b
              """);

      assertThat(Runs.errors(result)).isEqualTo("timeout_first_byte=1");
      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
      assertThat(server.resets()).containsExactly(Http2Error.CANCEL.code());
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void silence_withinResponse_isTimeoutIdle() throws Exception {
    assertThat(
            errorsOf(
                request -> request.head(200, false), "- http: GET /a\n  timeout: {idle: 100ms}\n"))
        .isEqualTo("timeout_idle=1");
  }

  @Test
  void timeouts_many_doNotExhaustTheConnection() throws Exception {
    try (Http2Server server =
        Http2Server.answering(
            new Http2Settings().maxConcurrentStreams(5),
            request -> {
              if (!request.path().equals("/a")) {
                request.respond(200, "");
              }
            })) {
      RunResult result =
          once(
              server,
              """
              - repeat:
                  times: 50
                  steps: [{http: GET /a, timeout: 5ms, onFailure: continue}]
              - http: GET /b
              """);

      assertThat(Runs.errors(result)).isEqualTo("timeout_total=50");
      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void connection_lost_failsEachOfItsStreams() throws Exception {
    AtomicInteger seen = new AtomicInteger();
    Http2Server.Answer answer =
        request -> {
          if (seen.incrementAndGet() == 5) {
            request.closeConnection();
          }
        };
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(), HTTP_2, "{phases: [{rate: 500/s, for: 10ms}], drain: 3s}", GET));

      assertThat(Runs.errors(result)).isEqualTo("reset=5");
      assertThat(message(result)).isEqualTo("the connection was closed before the response");
    }
  }

  @Test
  void goAway_afterServedStreams_sendsTheOthersAgainElsewhere() throws Exception {
    Http2Server.Answer answer =
        request -> {
          if (request.connection == 0 && request.id() == 3) {
            request.goAway(3, Http2Error.NO_ERROR, "");
          }
          if (request.connection > 0 || request.id() <= 3) {
            request.respondAfter(20, 200, "ok");
          }
        };
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(), HTTP_2, "{phases: [{rate: 1000/s, for: 10ms}], drain: 3s}", GET));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(10);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void goAway_always_endsAsRefused() throws Exception {
    try (Http2Server server =
        Http2Server.answering(request -> request.goAway(0, Http2Error.NO_ERROR, ""))) {
      RunResult result = once(server, GET);

      assertThat(Runs.errors(result)).isEqualTo("refused_stream=1");
      assertThat(message(result))
          .isEqualTo("the target closed the connection before it served the request, 4 times");
      assertThat(server.connections()).isEqualTo(4);
    }
  }

  @Test
  void goAway_withError_isToldWhenTheConnectionCloses() throws Exception {
    Http2Server.Answer answer =
        request -> {
          request.goAway(request.id(), Http2Error.ENHANCE_YOUR_CALM, "too many");
          request.closeConnection();
        };
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result = once(server, GET);

      assertThat(Runs.errors(result)).isEqualTo("reset=1");
      assertThat(message(result)).isEqualTo("the target went away: ENHANCE_YOUR_CALM: too many");
    }
  }

  @Test
  void target_thatSpeaksHttp1_isProtocol() throws Exception {
    RawServer.Answer answer =
        (request, socket) -> RawServer.say(socket, RawServer.response("400 Bad Request", "", "no"));
    try (RawServer server = RawServer.answering(answer)) {
      RunResult result = Runs.run(Runs.plan(server.url(), HTTP_2, ONCE, GET));

      assertThat(Runs.errors(result)).isEqualTo("protocol=1");
      assertThat(message(result))
          .isEqualTo(
              "the target answered HTTP/1 to the preface of HTTP/2: it does not speak HTTP/2 here");
    }
  }

  @Test
  void target_thatClosesAtThePreface_isReset() throws Exception {
    try (RawServer server = RawServer.answering((request, socket) -> socket.close())) {
      RunResult result = Runs.run(Runs.plan(server.url(), HTTP_2, ONCE, GET));

      assertThat(Runs.errors(result)).isEqualTo("reset=1");
      assertThat(message(result))
          .isEqualTo("the target closed the connection instead of agreeing to HTTP/2");
    }
  }

  @Test
  void target_thatSendsNoSettings_isTimeoutConnect() throws Exception {
    try (RawServer server = RawServer.answering((request, socket) -> {})) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  HTTP_2,
                  "{phases: [{rate: 500/s, for: 10ms}], drain: 3s}",
                  "- http: GET /a\n  timeout: {connect: 100ms}\n"));

      assertThat(Runs.errors(result)).isEqualTo("timeout_connect=5");
      assertThat(server.connections()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void target_thatIsNotThere_failsAllThatWaited() throws Exception {
    String url;
    try (RawServer gone = RawServer.saying("")) {
      url = gone.url();
    }
    RunResult result =
        Runs.run(Runs.plan(url, HTTP_2, "{phases: [{rate: 500/s, for: 10ms}], drain: 3s}", GET));

    assertThat(Runs.errors(result)).isEqualTo("connect=5");
  }

  @Test
  void frames_thatAreNone_areProtocol() throws Exception {
    byte[] settingsThenNonsense = {0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0};
    RawServer.Answer answer = (request, socket) -> RawServer.say(socket, settingsThenNonsense);
    try (RawServer server = RawServer.answering(answer)) {
      RunResult result = Runs.run(Runs.plan(server.url(), HTTP_2, ONCE, GET));

      assertThat(Runs.errors(result)).isEqualTo("protocol=1");
    }
  }

  @Test
  void value_withoutContent_isScriptAndSpoilsNothing() throws Exception {
    try (Http2Server server = Http2Server.answering(request -> request.respond(200, "{}"))) {
      RunResult result =
          once(
              server,
              """
              - {http: GET /a, extract: {x: $.x}, onFailure: continue}
              - {http: GET /b, headers: {X-A: constant, X-X: "${x}"}, onFailure: continue}
              - {http: GET /c, headers: {X-A: constant}}
              """);

      assertThat(Runs.errors(result)).isEqualTo("check=1 script=1");
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().getLast().header("x-a")).isEqualTo("constant");
    }
  }

  @Test
  void drain_over_cancelsWhatIsUnderWay() throws Exception {
    try (Http2Server server = Http2Server.answering(request -> {})) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(), HTTP_2, "{phases: [{rate: 500/s, for: 10ms}], drain: 50ms}", GET));

      assertThat(Runs.operations(result, "cancelled")).isEqualTo(5);
      assertThat(result.end().driverFailures()).isEqualTo(List.of());
    }
  }
}
