package dev.loadstone.engine;

import static dev.loadstone.engine.Http2Runs.GET;
import static dev.loadstone.engine.Http2Runs.HTTP_2;
import static dev.loadstone.engine.Http2Runs.ONCE;
import static dev.loadstone.engine.Http2Runs.errorsOf;
import static dev.loadstone.engine.Http2Runs.max;
import static dev.loadstone.engine.Http2Runs.message;
import static dev.loadstone.engine.Http2Runs.once;
import static dev.loadstone.engine.Http2Runs.opened;
import static dev.loadstone.engine.Http2Runs.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs over HTTP/2 by prior knowledge: what is sent and what is recorded. */
@Timeout(60)
final class Http2IT {
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
}
