package dev.loadstone.truth;

import static dev.loadstone.truth.TruthBar.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.ledger.SocketLedger;
import dev.loadstone.testkit.SelfSigned;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of WebSockets is what the testbed really said on them. */
class WebSocketTruthIT {
  private static final String ECHO = "GET /ws/echo";
  private static final String TICKER = "GET /ws/ticker";

  @TempDir Path folder;

  private static String truth(String route, String socket) {
    return "routes:\n  " + route + ":\n    socket: " + socket + "\n";
  }

  private static String plan(String load, String steps) {
    return "name: sockets\ntarget: http://127.0.0.1:1\nload: "
        + load
        + "\nsteps:\n"
        + steps.indent(2);
  }

  private static long timed(TruthBench.Ran ran, String measure) {
    return ran.measure(measure, "").get("count").asLong();
  }

  @Test
  void replies_byIdAndOutOfOrder_areCountedAndTimedAsTheLedgerHasThem() throws IOException {
    String law = "{reply: {law: lognormal, median: 20ms, p99: 60ms}, ordered: false}";
    try (TruthBench bench = new TruthBench(folder, truth(ECHO, law))) {
      TruthBench.Ran ran =
          bench.run(
              plan(
                  "{model: open, arrivals: constant, drain: 20s, phases: [{rate: 50/s, for: 2s}]}",
                  """
                  - {websocket: /ws/echo, json: {id: "${random.uuid}"}, times: 4, reply: {id: $.id}}
                  - {websocket: /ws/echo, name: ping, ping: true}
                  """));
      SocketLedger socket = bench.ledger().route(ECHO).socket();

      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(200);
      assertThat(ran.count("messages_sent", Map.of())).isEqualTo(socket.received()).isEqualTo(400);
      assertThat(ran.count("messages_received", Map.of())).isEqualTo(socket.sent()).isEqualTo(400);
      assertThat(timed(ran, "reply_time")).isEqualTo(socket.reply().count());
      assertThat(timed(ran, "handshake_time")).isEqualTo(socket.opened());
      assertThat(timed(ran, "ping_time")).isEqualTo(100);
      assertThat(ran.count("unmatched_replies", Map.of())).isZero();
      assertNear(ran, "reply_time", socket.reply());
    }
  }

  @Test
  void replies_byOrder_areMatchedToTheirMessages() throws IOException {
    String law = "{reply: {law: uniform, min: 5ms, max: 25ms}}";
    try (TruthBench bench = new TruthBench(folder, truth(ECHO, law))) {
      TruthBench.Ran ran =
          bench.run(
              plan(
                  "{model: open, arrivals: constant, drain: 20s, phases: [{rate: 50/s, for: 2s}]}",
                  """
                  - {websocket: /ws/echo, name: text, text: hello, times: 3, reply: order}
                  - {websocket: /ws/echo, name: bytes, binary: AAECAw==, reply: order}
                  - {websocket: /ws/echo, name: close, close: 1000}
                  """));
      SocketLedger socket = bench.ledger().route(ECHO).socket();

      assertThat(ran.count("operations", Map.of("outcome", "failed"))).isZero();
      assertThat(ran.count("messages_sent", Map.of())).isEqualTo(socket.received());
      assertThat(ran.count("messages_received", Map.of())).isEqualTo(socket.sent());
      assertThat(ran.count("closes", Map.of("close_code", "1000")))
          .isPositive()
          .isEqualTo(socket.closed().get("1000"));
      assertNear(ran, "reply_time", socket.reply());
    }
  }

  @Test
  void messages_pushed_haveTheGapsAndLatenciesOfTheLedger() throws IOException {
    String law =
        """
        {gap: {law: uniform, min: 15ms, max: 35ms},
         latency: {law: uniform, min: 5ms, max: 12ms}, closeAfter: 40, closeCode: 1000}
        """;
    try (TruthBench bench = new TruthBench(folder, truth(TICKER, law.replace("\n", "")))) {
      TruthBench.Ran ran =
          bench.run(
              plan(
                  "{model: open, arrivals: constant, drain: 20s, phases: [{rate: 10/s, for: 1s}]}",
                  """
                  - websocket: /ws/ticker
                    receive: {messages: 40}
                    timestamp: {path: $.ts, unit: us}
                  """));
      SocketLedger socket = bench.ledger().route(TICKER).socket();

      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(10);
      assertThat(ran.count("messages_received", Map.of())).isEqualTo(socket.sent()).isEqualTo(400);
      assertThat(timed(ran, "message_latency")).isEqualTo(400);
      assertThat(timed(ran, "message_gap")).isEqualTo(socket.gap().count()).isEqualTo(390);
      assertThat(ran.count("messages_early", Map.of())).isZero();
      assertNear(ran, "message_latency", socket.latency());
      assertNear(ran, "message_gap", socket.gap());
    }
  }

  @Test
  void faults_onWebSockets_areDiagnosedAsOftenAsTheyHappened() throws IOException {
    String law = "{missingEvery: 2, closeAfter: 2, closeCode: 1013}";
    try (TruthBench bench = new TruthBench(folder, truth(ECHO, law))) {
      TruthBench.Ran ran =
          bench.run(
              plan(
                  "{model: open, arrivals: constant, drain: 20s, phases: [{rate: 5/s, for: 1s}]}",
                  """
                  - websocket: /ws/echo
                    name: good
                    json: {id: 1}
                    reply: {id: $.id}
                  - websocket: /ws/echo
                    name: missing
                    json: {id: 2}
                    reply: {id: $.id}
                    timeout: {idle: 300ms}
                    onFailure: continue
                  - websocket: /ws/echo
                    name: closed
                    json: {id: 3}
                    reply: {id: $.id}
                  - websocket: /ws/echo
                    name: away
                    receive: {messages: 1}
                  """));
      SocketLedger socket = bench.ledger().route(ECHO).socket();

      assertThat(socket.unanswered()).isEqualTo(5);
      assertThat(ran.count("operations", Map.of("step", "good", "outcome", "ok"))).isEqualTo(5);
      assertThat(ran.count("operations", Map.of("step", "missing", "error", "timeout_idle")))
          .isEqualTo(socket.unanswered());
      assertThat(ran.count("closes", Map.of("close_code", "1013")))
          .isEqualTo(5)
          .isEqualTo(socket.closed().get("1013"));
    }
  }

  @ParameterizedTest
  @CsvSource({"auto, jdk", "auto, auto", "http/2, auto", "http/1.1, auto"})
  void webSockets_overTls_areOpenedWhateverVersionRequestsSpeak(String version, String provider)
      throws Exception {
    SelfSigned certificate = SelfSigned.of(folder, "own", "EC", "ip:127.0.0.1");
    try (TestbedServer https =
        TestbedServer.start(
            TestbedOptions.DEFAULTS.tls(certificate.certificate(), certificate.key()))) {
      try (TruthBench bench = new TruthBench(folder, "seed: 1")) {
        String url = "https://127.0.0.1:" + https.port();
        TruthBench.Ran ran =
            bench.run(
                plan(
                    "{model: open, arrivals: constant, drain: 20s, phases: [{rate: 20/s, for: 1s}]}"
                        + "\nhttp: {version: %s, tls: {insecure: true, provider: %s}}"
                            .formatted(version, provider),
                    "- {http: \"%s/plain\"}\n- {websocket: \"%s/ws/echo\", text: hi, reply: order}"
                        .formatted(url, url)));

        assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(40);
        assertThat(https.ledger().route(ECHO).socket().received()).isEqualTo(20);
        assertThat(timed(ran, "tls_time")).isPositive();
        boolean requestsOverHttp2 = !version.equals("http/1.1");
        assertThat(ran.count("connections_opened", Map.of("protocol", "http/2")) > 0)
            .isEqualTo(requestsOverHttp2);
      }
    }
  }

  @Test
  void handshakes_thatFail_areClassedByTheirStatus() throws IOException {
    String truth = "routes:\n  " + ECHO + ": {errors: {every: 2, kinds: [503, 401]}}\n";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(
              plan(
                  "{model: open, arrivals: constant, drain: 20s, phases: [{rate: 20/s, for: 1s}]}",
                  "- {websocket: /ws/echo, ping: true, close: 1000}\n"));

      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(10);
      assertThat(ran.count("operations", Map.of("error", "server_error"))).isEqualTo(5);
      assertThat(ran.count("operations", Map.of("error", "unauthorized"))).isEqualTo(5);
      assertThat(bench.ledger().route(ECHO).outcomes())
          .isEqualTo(Map.of("ok", 10L, "status_401", 5L, "status_503", 5L));
    }
  }
}
