package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every class of errors, produced by a raw server and recognized. */
final class ErrorClassesIT {
  private static final String GET = "- http: GET /a\n";

  private static String errorsOf(RawServer.Answer answer, String steps) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.errors(Runs.once(server.url(), steps));
    }
  }

  private static String errorsOf(String response, String steps) throws Exception {
    return errorsOf((request, socket) -> RawServer.say(socket, response), steps);
  }

  private static String errorsOfLast(String response) throws Exception {
    return errorsOf(
        (request, socket) -> {
          RawServer.say(socket, response);
          socket.close();
        },
        GET);
  }

  @Test
  void request_portWithoutListener_isConnect() throws Exception {
    int port;
    try (ServerSocket free =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      port = free.getLocalPort();
    }

    RunResult result = Runs.once("http://127.0.0.1:" + port, GET);

    assertThat(Runs.errors(result)).isEqualTo("connect=1");
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void request_nameWithoutAddress_isDns() throws Exception {
    assertThat(Runs.errors(Runs.once("http://no-such-host.invalid:1", GET))).isEqualTo("dns=1");
  }

  @Test
  void request_nameWithoutAnswer_isTimeoutConnect() throws Exception {
    RunResult result;
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      result =
          Runs.once(
              server.url(), "- http: GET http://name.slow.test/a\n  timeout: {connect: 100ms}\n");
    }

    assertThat(Runs.errors(result)).isEqualTo("timeout_connect=1");
    assertThat(result.errors().getFirst().samples().getFirst().message())
        .isEqualTo("no address of name.slow.test in time");
    assertThat(result.errors().getFirst().samples().getFirst().responseTimeNanos())
        .isLessThan(2_900_000_000L);
  }

  @Test
  void response_none_isReset() throws Exception {
    assertThat(errorsOf((request, socket) -> socket.close(), GET)).isEqualTo("reset=1");
  }

  @Test
  void response_resetByServer_isReset() throws Exception {
    RawServer.Answer reset =
        (request, socket) -> {
          socket.setSoLinger(true, 0);
          socket.close();
        };
    assertThat(errorsOf(reset, GET)).isEqualTo("reset=1");
  }

  @Test
  void response_shorterThanAnnounced_isTruncated() throws Exception {
    assertThat(errorsOfLast("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"))
        .isEqualTo("truncated=1");
  }

  @Test
  void response_chunksWithoutEnd_isTruncated() throws Exception {
    assertThat(errorsOfLast("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"))
        .isEqualTo("truncated=1");
  }

  @Test
  void response_headWithoutEnd_isTruncated() throws Exception {
    assertThat(errorsOfLast("HTTP/1.1 200 OK\r\nContent-")).isEqualTo("truncated=1");
  }

  @Test
  void response_endedByClosing_isComplete() throws Exception {
    assertThat(errorsOfLast("HTTP/1.1 200 OK\r\n\r\nabc")).isEmpty();
  }

  @Test
  void response_notHttp_isProtocol() throws Exception {
    assertThat(errorsOf("SSH-2.0-OpenSSH\r\n\r\n", GET)).isEqualTo("protocol=1");
  }

  @ParameterizedTest
  @CsvSource({
    "401, unauthorized=1",
    "403, forbidden=1",
    "404, not_found=1",
    "429, rate_limit=1",
    "418, client_error=1",
    "503, server_error=1"
  })
  void response_errorStatus_isItsClass(String status, String errors) throws Exception {
    assertThat(errorsOf(RawServer.response(status + " X", "", "no"), GET)).isEqualTo(errors);
  }

  @Test
  void check_thatDoesNotHold_isCheck() throws Exception {
    assertThat(errorsOf(RawServer.ok(), "- http: GET /a\n  check: [body contains no]\n"))
        .isEqualTo("check=1");
  }

  @Test
  void extraction_ofNothing_isCheck() throws Exception {
    assertThat(errorsOf(RawServer.ok(), "- http: GET /a\n  extract: {x: $.x}\n"))
        .isEqualTo("check=1");
  }

  @Test
  void headerValue_withLineBreak_isScript() throws Exception {
    String json = RawServer.response("200 OK", "", "{\"x\":\"a\\r\\nb\"}");
    assertThat(
            errorsOf(
                json,
                """
                - http: GET /a
                  extract: {x: $.x}
                - http: GET /b
                  headers: {X-X: "${x}"}
                """))
        .isEqualTo("script=1");
  }

  @Test
  void variable_withoutValue_isScript() throws Exception {
    RawServer.Answer failing =
        (request, socket) ->
            RawServer.say(
                socket,
                request.path().equals("/a") ? RawServer.response("500 X", "", "") : RawServer.ok());
    assertThat(
            errorsOf(
                failing,
                """
                - http: GET /a
                  extract: {x: $.x}
                  onFailure: continue
                - http: GET /b/${x}
                """))
        .isEqualTo("server_error=1 script=1");
  }

  @Test
  void firstByte_notInTime_isTimeoutFirstByte() throws Exception {
    assertThat(errorsOf((request, socket) -> {}, "- http: GET /a\n  timeout: {firstByte: 100ms}\n"))
        .isEqualTo("timeout_first_byte=1");
  }

  @Test
  void silence_withinResponse_isTimeoutIdle() throws Exception {
    String half = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc";
    RunResult[] result = new RunResult[1];
    try (RawServer server = RawServer.saying(half)) {
      result[0] = Runs.once(server.url(), "- http: GET /a\n  timeout: {idle: 100ms}\n");
    }

    assertThat(Runs.errors(result[0])).isEqualTo("timeout_idle=1");
    assertThat(result[0].errors().getFirst().samples().getFirst().responseTimeNanos())
        .isLessThan(1_000_000_000L);
  }

  @Test
  void end_notInTime_isTimeoutTotal() throws Exception {
    RawServer.Answer drip =
        (request, socket) -> {
          RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
          for (int i = 0; i < 500; i++) {
            RawServer.say(socket, "x");
            Thread.sleep(10);
          }
        };
    assertThat(errorsOf(drip, "- http: GET /a\n  timeout: {idle: 500ms, total: 200ms}\n"))
        .isEqualTo("timeout_total=1");
  }

  @Test
  void tlsHandshake_notAnswered_isTimeoutConnect() throws Exception {
    try (RawServer silent = RawServer.answering((request, socket) -> {})) {
      RunResult result =
          Runs.once(
              "https://127.0.0.1:" + silent.port(),
              "- http: GET /a\n  timeout: {connect: 100ms}\n");
      assertThat(Runs.errors(result)).isEqualTo("timeout_connect=1");
    }
  }

  @Test
  void tlsHandshake_answeredWithText_isTls() throws Exception {
    RunResult result;
    try (ServerSocket socket =
        new ServerSocket(0, 9, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              var accepted = socket.accept();
              RawServer.say(accepted, "HTTP/1.1 400 Bad Request\r\n\r\n");
              accepted.getInputStream().readAllBytes();
            } catch (IOException over) {
              // the test is over
            }
          });
      result = Runs.once("https://127.0.0.1:" + socket.getLocalPort(), GET);
    }
    assertThat(Runs.errors(result)).isEqualTo("tls=1");
  }
}
