package dev.loadstone.testbed.server;

import dev.loadstone.testbed.chain.Chain;
import dev.loadstone.testbed.chain.RpcNode;
import dev.loadstone.testbed.ledger.SocketRecorder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One WebSocket of the chain's node: it answers requests, and tells each subscription of new
 * blocks. Only the event loop of its connection uses it.
 */
final class ChainSession {
  private static final int ABNORMAL = 1006;

  private final Loop loop;
  private final ServerWebSocket socket;
  private final LiveTruth live;
  private final Supplier<SocketRecorder> recorder;
  private final List<String> subscriptions = new ArrayList<>(1);
  private long made;
  private long told;
  private long lastPushNanos;

  ChainSession(
      Loop loop, ServerWebSocket socket, LiveTruth live, Supplier<SocketRecorder> recorder) {
    this.loop = loop;
    this.socket = socket;
    this.live = live;
    this.recorder = recorder;
  }

  void begin() {
    recorder.get().opened();
    socket.closeHandler(closed -> {
      Short code = socket.closeStatusCode();
      recorder.get().closed(code == null ? ABNORMAL : code);
    });
    socket.textMessageHandler(this::received);
  }

  private Chain chain() {
    return live.chain();
  }

  private long now() {
    return loop.platform().ticker().nanos();
  }

  private void received(String text) {
    long arrival = now();
    recorder.get().received();
    String answer = answer(text);
    if (!answer.isEmpty()) {
      var _ = socket.writeTextMessage(answer);
      recorder.get().replied(now() - arrival);
    }
  }

  private String answer(String text) {
    try {
      JsonObject call = new JsonObject(text);
      String method = call.getValue("method") instanceof String name ? name : "";
      JsonArray params = call.getValue("params") instanceof JsonArray list ? list : new JsonArray();
      if (method.equals("eth_subscribe") && params.contains("newHeads")) {
        chain().called(method, false);
        return reply(call, subscribe());
      }
      if (method.equals("eth_unsubscribe") && !params.isEmpty()) {
        chain().called(method, false);
        return reply(call, subscriptions.remove(String.valueOf(params.getValue(0))));
      }
    } catch (DecodeException | ClassCastException other) {
      // no such call: the node says what is wrong with it
    }
    return RpcNode.answer(chain(), Buffer.buffer(text));
  }

  private static String reply(JsonObject call, Object result) {
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", call.getValue("id"))
        .put("result", result)
        .encode();
  }

  private String subscribe() {
    String id = "0x" + Long.toHexString(++made);
    subscriptions.add(id);
    if (subscriptions.size() == 1) {
      told = chain().blockNumber();
      next();
    }
    return id;
  }

  private void next() {
    loop.timers().at(live.freezes().thaw(chain().nextBlockNanos()), this::tell);
  }

  private void tell() {
    if (socket.isClosed() || subscriptions.isEmpty()) {
      return;
    }
    for (long newest = chain().blockNumber(); told < newest; ) {
      told++;
      JsonObject head = RpcNode.head(chain(), told);
      for (String id : subscriptions) {
        push(id, head);
      }
    }
    next();
  }

  private void push(String subscription, JsonObject head) {
    JsonObject params = new JsonObject().put("subscription", subscription).put("result", head);
    var _ =
        socket.writeTextMessage(
            new JsonObject()
                .put("jsonrpc", "2.0")
                .put("method", "eth_subscription")
                .put("params", params)
                .encode());
    long now = now();
    recorder.get().pushed(Math.max(0, now - chain().instant(told)));
    if (lastPushNanos != 0) {
      recorder.get().gap(now - lastPushNanos);
    }
    lastPushNanos = now;
  }
}
