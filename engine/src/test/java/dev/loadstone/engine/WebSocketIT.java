package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WebSockets against a server that speaks them frame by frame. */
final class WebSocketIT {
  private static final String NONE = "";

  private static RunResult once(RawServer.Answer answer, String steps) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.once(server.url(), steps);
    }
  }

  private static RunResult once(WebSocketPeer.Script script, String steps) throws Exception {
    return once(WebSocketPeer.running(script), steps);
  }

  private static long count(RunResult result, Measure measure) {
    return whole(result, measure).map(MeasureSummary::count).orElse(0L);
  }

  /** Returns the measure of all steps together. */
  private static Optional<MeasureSummary> whole(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .findFirst();
  }

  private static String message(RunResult result) {
    return result.errors().getFirst().samples().getFirst().message();
  }

  @Test
  void steps_onOneConnection_shareItAndCloseIt() throws Exception {
    List<WebSocketPeer.Frame> frames = new CopyOnWriteArrayList<>();
    try (RawServer server =
        RawServer.answering(
            WebSocketPeer.running(peer -> {
              for (int i = 0; i < 3; i++) {
                WebSocketPeer.Frame frame = peer.read();
                frames.add(frame);
                peer.send(frame.opcode() == 9 ? 10 : frame.opcode(), frame.payload());
              }
              WebSocketPeer.Frame close = peer.read();
              frames.add(close);
              peer.send(WebSocketPeer.CLOSE, close.payload());
            }))) {
      RunResult result =
          Runs.once(
              server.url(),
              """
              - {websocket: /ws, name: text, text: "hello ${iteration}", reply: order}
              - {websocket: /ws, name: binary, binary: AQID, reply: order}
              - {websocket: /ws, name: ping, ping: true}
              - {websocket: /ws, name: close, close: 3001}
              """);

      assertThat(Runs.errors(result)).isEqualTo(NONE);
      assertThat(Runs.operations(result, "ok")).isEqualTo(4);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests().getFirst().line()).isEqualTo("GET /ws HTTP/1.1");
      assertThat(server.requests().getFirst().header("sec-websocket-version")).isEqualTo("13");
      assertThat(frames).extracting(WebSocketPeer.Frame::opcode).containsExactly(1, 2, 9, 8);
      assertThat(frames.getFirst().text()).isEqualTo("hello 0");
      assertThat(frames.get(1).payload()).containsExactly(1, 2, 3);
      assertThat(frames.getLast().closeCode()).isEqualTo(3001);
      assertThat(count(result, Measure.HANDSHAKE_TIME)).isEqualTo(1);
      assertThat(count(result, Measure.CONNECT_TIME)).isEqualTo(1);
      assertThat(count(result, Measure.REPLY_TIME)).isEqualTo(2);
      assertThat(count(result, Measure.PING_TIME)).isEqualTo(1);
      assertThat(Runs.count(result, CounterKey.MESSAGES_SENT, Map.of())).isEqualTo(2);
      assertThat(Runs.count(result, CounterKey.MESSAGES_RECEIVED, Map.of())).isEqualTo(2);
      assertThat(Runs.count(result, CounterKey.CLOSES, Map.of("close_code", "3001"))).isEqualTo(1);
    }
  }

  @Test
  void replies_outOfOrderAmongPushedMessages_areMatchedById() throws Exception {
    RunResult result =
        once(
            peer -> {
              List<String> asked = List.of(peer.read().text(), peer.read().text());
              peer.send("{\"news\":1}");
              peer.send(asked.get(1));
              peer.send("{\"id\":\"nobody's\"}");
              peer.send(asked.get(0));
              peer.echo();
            },
            """
            - {websocket: /ws, json: {id: "${random.uuid}"}, times: 2, reply: {id: $.id}}
            """);

    assertThat(Runs.errors(result)).isEqualTo(NONE);
    assertThat(count(result, Measure.REPLY_TIME)).isEqualTo(2);
    assertThat(Runs.count(result, CounterKey.MESSAGES_RECEIVED, Map.of())).isEqualTo(4);
    assertThat(Runs.count(result, CounterKey.UNMATCHED_REPLIES, Map.of())).isEqualTo(1);
  }

  @Test
  void reply_withItsIdElsewhere_isMatched() throws Exception {
    RunResult result =
        once(
            peer -> {
              peer.read();
              peer.send("{\"re\":7}");
              peer.echo();
            },
            "- {websocket: /ws, json: {id: \"7\"}, reply: {id: $.re, request: $.id}}\n");

    assertThat(Runs.errors(result)).isEqualTo(NONE);
    assertThat(count(result, Measure.REPLY_TIME)).isEqualTo(1);
  }

  @Test
  void messages_pushed_haveGapsAndLatencies() throws Exception {
    RunResult result =
        once(
            peer -> {
              for (int i = 0; i < 4; i++) {
                long seconds = System.currentTimeMillis() / 1_000 - 10;
                peer.send("{\"at\":" + seconds + "}");
                Thread.sleep(20);
              }
              peer.send("{\"at\":4102444800}");
              peer.echo();
            },
            """
            - {websocket: /ws, receive: {messages: 5}, timestamp: {path: $.at, unit: s}}
            """);

    assertThat(Runs.errors(result)).isEqualTo(NONE);
    assertThat(count(result, Measure.MESSAGE_GAP)).isEqualTo(4);
    assertThat(count(result, Measure.MESSAGE_LATENCY)).isEqualTo(5);
    assertThat(Runs.count(result, CounterKey.MESSAGES_EARLY, Map.of())).isEqualTo(1);
    assertThat(whole(result, Measure.MESSAGE_LATENCY).orElseThrow().max()).isBetween(10.0, 12.0);
  }

  @Test
  void listening_forATime_endsInSuccessAfterIt() throws Exception {
    RunResult result =
        once(
            peer -> {
              peer.send("one");
              peer.echo();
            },
            """
            - {websocket: /ws, receive: {time: 300ms}}
            - {websocket: /ws, name: second, ping: true}
            """);

    assertThat(Runs.errors(result)).isEqualTo(NONE);
    assertThat(Runs.operations(result, "ok")).isEqualTo(2);
  }

  @Test
  void reply_withChecksAndExtractions_isJudgedAndKept() throws Exception {
    RunResult result =
        once(
            peer -> peer.echo(),
            """
            - websocket: /ws
              name: subscribe
              json: {id: 1, result: "a\\"b"}
              reply: {id: $.id}
              check: [$.result contains b, body contains result]
              extract: {subscription: $.result}
            - websocket: /ws
              name: wrong
              json: {id: 2, of: "${subscription}"}
              reply: {id: $.id}
              check: [$.of contains nobody]
              onFailure: continue
            - {websocket: /ws, name: after, ping: true}
            """);

    assertThat(Runs.errors(result)).isEqualTo("check=1");
    assertThat(message(result)).isEqualTo("$.of contains nobody");
    assertThat(Runs.count(result, CounterKey.CHECKS, Map.of("outcome", "passed"))).isEqualTo(2);
    assertThat(Runs.count(result, CounterKey.CHECKS, Map.of("outcome", "failed"))).isEqualTo(1);
    assertThat(count(result, Measure.HANDSHAKE_TIME)).isEqualTo(1);
  }

  @Test
  void ping_ofTheTarget_isAnswered() throws Exception {
    List<WebSocketPeer.Frame> frames = new CopyOnWriteArrayList<>();
    once(
        peer -> {
          peer.send(WebSocketPeer.PING, new byte[] {4, 2});
          frames.add(peer.read());
          peer.send("done");
        },
        "- {websocket: /ws, receive: {messages: 1}}\n");

    assertThat(frames.getFirst().opcode()).isEqualTo(WebSocketPeer.PONG);
    assertThat(frames.getFirst().payload()).containsExactly(4, 2);
  }

  @Test
  void close_byTheTarget_isTruncatedWithCodeAndReason() throws Exception {
    List<WebSocketPeer.Frame> frames = new CopyOnWriteArrayList<>();
    RunResult result =
        once(
            peer -> {
              peer.read();
              peer.close(1011, "out of memory");
              frames.add(peer.read());
            },
            "- {websocket: /ws, text: hello, reply: order}\n");

    assertThat(Runs.errors(result)).isEqualTo("truncated=1");
    assertThat(message(result))
        .isEqualTo("the target closed the WebSocket with code 1011 (out of memory)");
    assertThat(frames.getFirst().closeCode()).isEqualTo(1011);
    assertThat(Runs.count(result, CounterKey.CLOSES, Map.of("close_code", "1011"))).isEqualTo(1);
  }

  @Test
  void close_betweenSteps_isCountedAndTheNextStepConnectsAnew() throws Exception {
    try (RawServer server =
        RawServer.answering((request, socket) -> {
          WebSocketPeer.Script script =
              request.connection() == 0
                  ? peer -> {
                    peer.send("bye");
                    peer.close(1000, "");
                    peer.read();
                  }
                  : WebSocketPeer::echo;
          WebSocketPeer.running(script).to(request, socket);
        })) {
      RunResult result =
          Runs.once(
              server.url(),
              """
              - {websocket: /ws, receive: {messages: 1}}
              - pause: 200ms
              - {websocket: /ws, text: again, reply: order}
              """);

      assertThat(Runs.errors(result)).isEqualTo(NONE);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(Runs.count(result, CounterKey.CLOSES, Map.of("close_code", "1000"))).isEqualTo(1);
    }
  }

  @Test
  void connection_endedWithoutAFrame_isTruncated() throws Exception {
    RunResult result = once(peer -> peer.read(), "- {websocket: /ws, text: hello, reply: order}\n");

    assertThat(Runs.errors(result)).isEqualTo("truncated=1");
    assertThat(message(result)).isEqualTo("the target closed the connection without a close frame");
    assertThat(Runs.count(result, CounterKey.CLOSES, Map.of("close_code", "1006"))).isEqualTo(1);
  }

  @Test
  void connection_reset_isReset() throws Exception {
    RunResult result =
        once(
            peer -> {
              peer.read();
              peer.reset();
            },
            "- {websocket: /ws, text: hello, reply: order}\n");

    assertThat(Runs.errors(result)).isEqualTo("reset=1");
  }

  @Test
  void reply_lateById_keepsTheConnectionAndIsNotTakenForAnother() throws Exception {
    try (RawServer server =
        RawServer.answering(
            WebSocketPeer.running(peer -> {
              String first = peer.read().text();
              String second = peer.read().text();
              peer.send(first);
              peer.send(second);
              peer.echo();
            }))) {
      RunResult result =
          Runs.once(
              server.url(),
              """
              - websocket: /ws
                name: first
                json: {id: 1}
                reply: {id: $.id}
                timeout: 200ms
                onFailure: continue
              - {websocket: /ws, name: second, json: {id: 2}, reply: {id: $.id}}
              """);

      assertThat(Runs.errors(result)).isEqualTo("timeout_total=1");
      assertThat(message(result)).isEqualTo("no reply to 1 of 1 messages in time");
      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(Runs.count(result, CounterKey.UNMATCHED_REPLIES, Map.of())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'text: a, reply: order, timeout: {idle: 100ms}', timeout_idle, no reply to 1 of 1 messages",
    "'receive: {messages: 3}, timeout: 150ms', timeout_total, only 0 of 3 messages",
    "'ping: true, timeout: 150ms', timeout_total, no pong",
    "'close: 1000, timeout: 150ms', timeout_total, no close frame"
  })
  void waiting_forWhatDoesNotCome_timesOut(String keys, String error, String lacking)
      throws Exception {
    RunResult result = once(peer -> Thread.sleep(2_000), "- {websocket: /ws, " + keys + "}\n");

    assertThat(Runs.errors(result)).isEqualTo(error + "=1");
    assertThat(message(result)).isEqualTo(lacking + " in time");
  }

  @Test
  void subprotocol_offeredAndChosen_isSpoken() throws Exception {
    try (RawServer server =
        RawServer.answering(
            WebSocketPeer.running("Sec-WebSocket-Protocol: b\r\n", WebSocketPeer::echo))) {
      RunResult result =
          Runs.once(server.url(), "- {websocket: /ws, subprotocol: [a, b], ping: true}\n");

      assertThat(Runs.errors(result)).isEqualTo(NONE);
      assertThat(server.requests().getFirst().header("sec-websocket-protocol")).isEqualTo("a, b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', '[a, b]', 'the server chose none of the subprotocols a, b'",
    "'Sec-WebSocket-Protocol: c\r\n', a, 'the server chose the subprotocol c, which was not offered'",
    "'Sec-WebSocket-Extensions: x\r\n', a, 'the server chose an extension, though none was offered'"
  })
  void handshake_thatBreaksRules_isProtocol(String headers, String offered, String message)
      throws Exception {
    RunResult result =
        once(
            WebSocketPeer.running(headers, WebSocketPeer::echo),
            "- {websocket: /ws, subprotocol: " + offered + "}\n");

    assertThat(Runs.errors(result)).isEqualTo("protocol=1");
    assertThat(message(result)).isEqualTo(message);
  }

  @Test
  void handshake_withAForeignKeysAnswer_isProtocol() throws Exception {
    RunResult result =
        once(
            (RawServer.Answer)
                (request, socket) ->
                    RawServer.say(
                        socket,
                        """
                        HTTP/1.1 101 Switching Protocols\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                        \r
                        """),
            "- websocket: /ws\n");

    assertThat(Runs.errors(result)).isEqualTo("protocol=1");
    assertThat(message(result))
        .isEqualTo("the server's Sec-WebSocket-Accept is not that of the key that was sent");
  }

  @ParameterizedTest
  @CsvSource({
    "200 OK, protocol, 'the target answered with status 200, not with 101'",
    "401 Unauthorized, unauthorized, status 401",
    "503 Service Unavailable, server_error, status 503"
  })
  void handshake_answeredOtherwise_failsByItsStatus(String status, String error, String message)
      throws Exception {
    RunResult result =
        once(
            (RawServer.Answer)
                (request, socket) -> RawServer.say(socket, RawServer.response(status, "", "no")),
            "- websocket: /ws\n");

    assertThat(Runs.errors(result)).isEqualTo(error + "=1");
    assertThat(message(result)).isEqualTo(message);
  }

  @Test
  void frame_thatIsMasked_isAProtocolErrorThatTheTargetHearsOf() throws Exception {
    List<WebSocketPeer.Frame> frames = new CopyOnWriteArrayList<>();
    RunResult result =
        once(
            peer -> {
              peer.raw(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'a'});
              frames.add(peer.read());
            },
            "- {websocket: /ws, receive: {messages: 1}}\n");

    assertThat(Runs.errors(result)).isEqualTo("protocol=1");
    assertThat(message(result)).isEqualTo("the server masks its frames");
    assertThat(frames.getFirst().closeCode()).isEqualTo(1002);
  }

  @Test
  void message_thatCameWithTheHandshake_isRead() throws Exception {
    RunResult result =
        once(
            (RawServer.Answer)
                (request, socket) -> {
                  RawServer.say(socket, WebSocketPeer.accepting(request, "") + "\u0081\u0002hi");
                  Thread.sleep(1_000);
                },
            "- {websocket: /ws, receive: {messages: 1}, timeout: 800ms}\n");

    assertThat(Runs.errors(result)).isEqualTo(NONE);
  }

  @Test
  void user_whoseIterationsAreOver_saysGoodbye() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    List<WebSocketPeer.Frame> frames = new CopyOnWriteArrayList<>();
    try (RawServer server =
        RawServer.answering(
            WebSocketPeer.running(peer -> {
              do {
                frames.add(peer.read());
                peer.send(WebSocketPeer.PONG, frames.getLast().payload());
              } while (frames.getLast().opcode() != WebSocketPeer.CLOSE);
              closed.countDown();
            }))) {
      Runs.run(
          Runs.plan(
              server.url(),
              "think: 50ms",
              "{model: closed, phases: [{users: 1, for: 300ms}]}",
              "- {websocket: /ws, ping: true}\n"));

      assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(frames.size()).isGreaterThan(1);
      assertThat(frames.getLast().opcode()).isEqualTo(WebSocketPeer.CLOSE);
      assertThat(frames.getLast().closeCode()).isEqualTo(1001);
    }
  }
}
