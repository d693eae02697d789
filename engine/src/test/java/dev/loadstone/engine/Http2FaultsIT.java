package dev.loadstone.engine;

import static dev.loadstone.engine.Http2Runs.GET;
import static dev.loadstone.engine.Http2Runs.HTTP_2;
import static dev.loadstone.engine.Http2Runs.ONCE;
import static dev.loadstone.engine.Http2Runs.errorsOf;
import static dev.loadstone.engine.Http2Runs.message;
import static dev.loadstone.engine.Http2Runs.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.result.RunResult;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs over HTTP/2 by prior knowledge: what goes wrong, and what it is called. */
@Timeout(60)
final class Http2FaultsIT {
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
