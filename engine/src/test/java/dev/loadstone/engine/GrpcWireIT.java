package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.engine.Http2Server.Answer;
import dev.loadstone.engine.grpc.GrpcServer;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Responses that are no good gRPC, and requests as they are on the wire. */
@Timeout(60)
final class GrpcWireIT {
  private static final String ONCE = "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}";
  private static final String[] TYPE = {"content-type", "application/grpc"};

  /** An answer whose text is "ok" and whose count is 7. */
  private static final byte[] MESSAGE = {0, 0, 0, 0, 6, 0x0A, 2, 'o', 'k', 0x10, 7};

  @TempDir Path folder;

  @BeforeEach
  void writeProto() throws IOException {
    Files.writeString(folder.resolve("echo.proto"), GrpcServer.PROTO);
  }

  private RunResult once(Http2Server server, String method, String keys)
      throws InterruptedException {
    String step = "- grpc: test.Echo/" + method + "\n  proto: echo.proto\n" + keys.indent(2);
    return Runs.run(Runs.plan(server.url(), "", ONCE, step), folder);
  }

  /** Returns how a call ends: its error's class and message; empty if well. */
  private String ending(String method, Answer answer) throws InterruptedException {
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result = once(server, method, "message: {}\ncheck: \"$..count == 7\"\n");
      return result.errors().isEmpty()
          ? ""
          : Runs.errors(result) + " " + result.errors().getFirst().samples().getFirst().message();
    }
  }

  private static byte[] part(byte[] of, int from, int to) {
    return java.util.Arrays.copyOfRange(of, from, to);
  }

  @Test
  void messages_inAnyPieces_areReadWhole() throws Exception {
    assertThat(
            ending(
                "Tell",
                request -> {
                  request.head(200, false, TYPE);
                  for (int i = 0; i < MESSAGE.length; i++) {
                    request.data(part(MESSAGE, i, i + 1), false);
                  }
                  byte[] two = new byte[MESSAGE.length * 2];
                  System.arraycopy(MESSAGE, 0, two, 0, MESSAGE.length);
                  System.arraycopy(MESSAGE, 0, two, MESSAGE.length, MESSAGE.length);
                  request.data(two, false);
                  request.trailers("grpc-status", "0");
                }))
        .isEmpty();
  }

  @Test
  void response_withoutTrailers_isTruncated() throws Exception {
    assertThat(
            ending(
                "Say",
                request -> {
                  request.head(200, false, TYPE);
                  request.data(MESSAGE, true);
                }))
        .isEqualTo("truncated=1 the stream ended without trailers with grpc-status");
    assertThat(
            ending(
                "Say",
                request -> {
                  request.head(200, false, TYPE);
                  request.data(part(MESSAGE, 0, 8), true);
                }))
        .isEqualTo(
            "truncated=1 the stream ended without trailers with grpc-status, in the middle of a"
                + " frame");
  }

  @Test
  void response_withHalfAMessage_isTruncatedThoughItSaysOk() throws Exception {
    assertThat(
            ending(
                "Tell",
                request -> {
                  request.head(200, false, TYPE);
                  request.data(MESSAGE, false);
                  request.data(part(MESSAGE, 0, 8), false);
                  request.trailers("grpc-status", "0");
                }))
        .isEqualTo("truncated=1 the stream ended in the middle of a message");
  }

  @Test
  void response_thatBreaksTheRules_isAnErrorOfTheProtocol() throws Exception {
    Answer twice =
        request -> {
          request.head(200, false, TYPE);
          request.data(MESSAGE, false);
          request.data(MESSAGE, false);
          request.trailers("grpc-status", "0");
        };
    assertThat(ending("Say", twice))
        .isEqualTo("protocol=1 the target sent a second message, where the method gives one");
    assertThat(ending("Say", request -> request.head(200, true, of("grpc-status", "0"))))
        .isEqualTo("protocol=1 the target says OK, but sent no message");
    assertThat(ending("Say", request -> request.head(200, true, of("grpc-status", "fine"))))
        .isEqualTo("protocol=1 grpc-status is no number: fine");
    assertThat(
            ending(
                "Say",
                request -> {
                  request.head(200, false, TYPE);
                  byte[] flagged = MESSAGE.clone();
                  flagged[0] = 1;
                  request.data(flagged, false);
                  request.trailers("grpc-status", "0");
                }))
        .isEqualTo("protocol=1 a message is compressed, but the response has no grpc-encoding");
    assertThat(ending("Say", request -> flagged(request, "deflate")))
        .isEqualTo("protocol=1 a message is compressed by deflate, which was not offered");
    assertThat(ending("Say", request -> flagged(request, "gzip")))
        .isEqualTo("protocol=1 message 1 is no gzip");
    assertThat(
            ending(
                "Say",
                request -> {
                  request.head(200, false, TYPE);
                  request.data(new byte[] {0, 0, 0, 0, 2, 0x0A, 9}, false);
                  request.trailers("grpc-status", "0");
                }))
        .startsWith("protocol=1 message 1 is no test.Answer: ");
    assertThat(
            ending(
                "Say",
                request -> {
                  request.head(200, false, TYPE);
                  request.data(new byte[] {0, 0x7F, 0, 0, 0}, false);
                  request.trailers("grpc-status", "0");
                }))
        .startsWith("protocol=1 a frame is longer than ");
  }

  @Test
  void response_ofAnotherType_isTold() throws Exception {
    assertThat(ending("Say", request -> request.respond(200, "hi", "content-type", "text/plain")))
        .isEqualTo("media_type=1 the response is text/plain; it must be application/grpc");
  }

  private static void flagged(Http2Server.Request request, String coding) {
    request.head(200, false, of("grpc-encoding", coding));
    byte[] flagged = MESSAGE.clone();
    flagged[0] = 1;
    request.data(flagged, false);
    request.trailers("grpc-status", "0");
  }

  private static String[] of(String name, String value) {
    return new String[] {"content-type", "application/grpc", name, value};
  }

  @Test
  void failures_belowGrpc_areWhatTheyAre() throws Exception {
    assertThat(ending("Say", request -> request.head(503, true))).startsWith("server_error=1");
    assertThat(ending("Say", request -> request.reset(Http2Error.INTERNAL_ERROR)))
        .isEqualTo("reset=1 the target reset the stream: INTERNAL_ERROR");
    assertThat(ending("Say", request -> request.head(200, true, of("grpc-status", "99"))))
        .isEqualTo("server_error=1 status UNKNOWN");
  }

  @Test
  void request_onTheWire_isAsGrpcWantsIt() throws Exception {
    try (Http2Server server =
        Http2Server.answering(request -> {
          request.head(200, false, TYPE);
          request.data(MESSAGE, false);
          request.trailers("grpc-status", "0");
        })) {
      RunResult result =
          once(
              server,
              "Say",
              "message: {text: hi, count: 3}\ntimeout: 2500ms\nmetadata: {x-a-bin: AAEC}\n");
      assertThat(Runs.errors(result)).isEmpty();
      Http2Server.Request request = server.requests().getFirst();
      assertThat(request.path()).isEqualTo("/test.Echo/Say");
      assertThat(request.headers.method()).hasToString("POST");
      assertThat(request.header("te")).isEqualTo("trailers");
      assertThat(request.header("content-type")).isEqualTo("application/grpc");
      assertThat(request.header("grpc-timeout")).isEqualTo("2500000u");
      assertThat(request.header("x-a-bin")).isEqualTo("AAEC");
      assertThat(request.header("content-length")).isEmpty();
      assertThat(request.body).hasToString("\0\0\0\0\6\n\2hi\20\3");
    }
  }

  @Test
  void calls_overTls_agreeOnHttp2WhereThePlanLetsThem() throws Exception {
    TestAuthority authority = TestAuthority.create(folder, "known");
    SslContext tls =
        SslContextBuilder.forServer(authority.certify("ip:127.0.0.1"))
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2))
            .build();
    Answer ok =
        request -> {
          request.head(200, false, TYPE);
          request.data(MESSAGE, false);
          request.trailers("grpc-status", "0");
        };
    String step = "- grpc: test.Echo/Say\n  proto: echo.proto\n";
    try (Http2Server server = Http2Server.overTls(tls, ok)) {
      RunResult result =
          Runs.run(
              Runs.plan(server.url(), "http: {version: auto, tls: {insecure: true}}", ONCE, step),
              folder);
      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
      assertThatThrownBy(() ->
              Runs.run(
                  Runs.plan(server.url(), "http: {tls: {insecure: true}}", ONCE, step), folder))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "http.version must be http/2 or auto for grpc steps over TLS, got: http/1.1. Write"
                  + " http: {version: auto}.");
    }
  }

  @Test
  void calls_besideHttpSteps_haveConnectionsOfTheirOwn() throws Exception {
    Answer ok =
        request -> {
          request.head(200, false, TYPE);
          request.data(MESSAGE, false);
          request.trailers("grpc-status", "0");
        };
    try (Http2Server grpc = Http2Server.answering(ok);
        RawServer http =
            RawServer.answering((request, socket) ->
                RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
      String plan =
          Runs.plan(
                  http.url(),
                  "",
                  ONCE,
                  """
                  - {http: GET /a, on: web}
                  - {grpc: test.Echo/Say, proto: echo.proto, on: calls}
                  - {http: GET /a, on: web}
                  """)
              .replace(
                  "target: " + http.url(),
                  "target: {web: \"" + http.url() + "\", calls: \"" + grpc.url() + "\"}");
      RunResult result = Runs.run(plan, folder);
      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(3);
    }
  }
}
