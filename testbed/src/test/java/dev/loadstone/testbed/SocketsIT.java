package dev.loadstone.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.SocketLedger;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The testbed's WebSockets as the JDK's client sees them. */
@Timeout(30)
class SocketsIT {
  private static final String ECHO = "GET /ws/echo";

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private final WebSocket.Listener listener =
      new WebSocket.Listener() {
        @Override
        public @Nullable CompletionStage<?> onText(
            WebSocket socket, CharSequence data, boolean last) {
          heard.add(data.toString());
          socket.request(1);
          return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
            WebSocket socket, ByteBuffer data, boolean last) {
          byte[] bytes = new byte[data.remaining()];
          data.get(bytes);
          heard.add(HexFormat.of().formatHex(bytes));
          socket.request(1);
          return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
          heard.add("pong");
          socket.request(1);
          return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
          heard.add("closed " + code + " " + reason);
          return null;
        }
      };

  private static RunningTestbed testbed(String route, String socket) {
    return new RunningTestbed("seed: 3\nroutes:\n  " + route + ":\n    socket: " + socket + "\n");
  }

  private WebSocket open(RunningTestbed testbed, String path, String... subprotocols) {
    WebSocket.Builder builder = testbed.client().newWebSocketBuilder();
    if (subprotocols.length > 0) {
      builder.subprotocols(
          subprotocols[0],
          List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
    }
    return builder
        .buildAsync(URI.create("ws://127.0.0.1:" + testbed.server().port() + path), listener)
        .join();
  }

  private List<String> hear(int count) throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(String.valueOf(heard.poll(10, TimeUnit.SECONDS)));
    }
    return all;
  }

  private static SocketLedger socket(RunningTestbed testbed, String route, int closed) {
    return testbed
        .ledgerWhen(ledger -> ledger.route(route).socket().closed().size() >= closed)
        .route(route)
        .socket();
  }

  @Test
  void echo_ofTextBinaryAndPing_isTheSameAndCounted() throws Exception {
    try (RunningTestbed testbed = testbed(ECHO, "{reply: {law: constant, value: 20ms}}")) {
      WebSocket socket = open(testbed, "/ws/echo", "other", "chat");
      assertThat(socket.getSubprotocol()).isEqualTo("chat");
      socket.sendText("hello", true).join();
      socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();
      assertThat(hear(2)).containsExactly("hello", "0102");
      socket.sendPing(ByteBuffer.allocate(2)).join();
      assertThat(hear(1)).containsExactly("pong");
      socket.sendClose(1000, "bye").join();
      assertThat(hear(1).getFirst()).startsWith("closed 1000");

      SocketLedger ledger = socket(testbed, ECHO, 1);
      assertThat(ledger.opened()).isEqualTo(1);
      assertThat(ledger.received()).isEqualTo(2);
      assertThat(ledger.sent()).isEqualTo(2);
      assertThat(ledger.closed()).isEqualTo(Map.of("1000", 1L));
      assertThat(ledger.reply().count()).isEqualTo(2);
      assertThat(ledger.reply().min()).isGreaterThanOrEqualTo(0.02);
      RouteLedger route = testbed.server().ledger().route(ECHO);
      assertThat(route.outcomes()).isEqualTo(Map.of("ok", 1L));
    }
  }

  @Test
  void ledger_begunAnew_hasTheMessagesThatCameSince() throws Exception {
    try (RunningTestbed testbed = testbed(ECHO, "{reply: {law: constant, value: 300ms}}")) {
      WebSocket socket = open(testbed, "/ws/echo");
      socket.sendText("before", true).join();
      testbed.ledgerWhen(ledger -> ledger.route(ECHO).socket().received() == 1);
      testbed.server().resetLedger();
      socket.sendText("since", true).join();
      assertThat(hear(2)).containsExactly("before", "since");

      SocketLedger ledger =
          testbed
              .ledgerWhen(seen -> seen.route(ECHO).socket().reply().count() == 1)
              .route(ECHO)
              .socket();
      assertThat(ledger.opened()).isZero();
      assertThat(ledger.received()).isEqualTo(1);
      assertThat(ledger.sent()).isEqualTo(1);
      assertThat(ledger.reply().count()).isEqualTo(1);
      socket.abort();
    }
  }

  @Test
  void replies_ofUnevenDelay_areInOrderOnlyIfTheTruthWantsIt() throws Exception {
    List<String> sent = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
    String law = "reply: {law: uniform, min: 0ms, max: 200ms}";
    for (boolean ordered : new boolean[] {true, false}) {
      try (RunningTestbed testbed = testbed(ECHO, "{" + law + ", ordered: " + ordered + "}")) {
        WebSocket socket = open(testbed, "/ws/echo");
        for (String text : sent) {
          socket.sendText(text, true).join();
        }
        List<String> replies = hear(40);
        socket.abort();
        assertThat(replies).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(replies.equals(sent)).isEqualTo(ordered);
      }
    }
  }

  @Test
  void replies_missingAndEnough_areCountedAndClosed() throws Exception {
    try (RunningTestbed testbed =
        testbed(ECHO, "{missingEvery: 3, closeAfter: 4, closeCode: 4001}")) {
      WebSocket socket = open(testbed, "/ws/echo");
      for (int i = 1; i <= 5; i++) {
        socket.sendText("m" + i, true).join();
      }
      assertThat(hear(5)).containsExactly("m1", "m2", "m4", "m5", "closed 4001 as the truth wants");
      SocketLedger ledger = socket(testbed, ECHO, 1);
      assertThat(ledger.received()).isEqualTo(5);
      assertThat(ledger.unanswered()).isEqualTo(1);
      assertThat(ledger.sent()).isEqualTo(4);
      assertThat(ledger.closed()).isEqualTo(Map.of("4001", 1L));
    }
  }

  @Test
  void ticker_withAnOldMessage_tellsItsGapsAndLatencies() throws Exception {
    String route = "GET /ws/ticker";
    String truth =
        "{gap: {law: constant, value: 30ms}, latency: {law: constant, value: 50ms}, closeAfter: 5}";
    try (RunningTestbed testbed = testbed(route, truth)) {
      open(testbed, "/ws/ticker");
      List<String> all = hear(6);

      assertThat(all.getFirst()).matches("\\{\"n\":0,\"ts\":\\d{16}}");
      assertThat(all.get(4)).startsWith("{\"n\":4,");
      assertThat(all.get(5)).isEqualTo("closed 1001 as the truth wants");
      SocketLedger ledger = socket(testbed, route, 1);
      assertThat(ledger.sent()).isEqualTo(5);
      assertThat(ledger.gap().count()).isEqualTo(4);
      assertThat(ledger.gap().p50()).isBetween(0.02, 0.04);
      assertThat(ledger.latency().count()).isEqualTo(5);
      assertThat(ledger.latency().min()).isGreaterThanOrEqualTo(0.05);
    }
  }

  @Test
  void route_askedWithoutUpgrade_requiresIt() throws Exception {
    try (RunningTestbed testbed = new RunningTestbed("{}")) {
      var response = testbed.get("/ws/echo");
      assertThat(response.statusCode()).isEqualTo(426);
      assertThat(response.headers().firstValue("Upgrade")).contains("websocket");
    }
  }

  @Test
  void handshake_thatTheTruthFails_hasItsStatus() {
    try (RunningTestbed testbed =
        new RunningTestbed(
            """
            routes:
              GET /ws/echo: {service: {law: constant, value: 50ms}, errors: {every: 1, kinds: [503]}}
            """)) {
      assertThatThrownBy(() -> open(testbed, "/ws/echo"))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(503));
    }
  }
}
