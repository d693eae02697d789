package dev.loadstone.testbed.server;

import dev.loadstone.testbed.ledger.SocketRecorder;
import dev.loadstone.testbed.station.FreezeClock;
import dev.loadstone.testbed.truth.SocketTruth;
import dev.loadstone.testbed.truth.SplitMix64;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;

/**
 * One WebSocket: it replies to each message, or pushes messages that tell when they were made. Only
 * the event loop of its connection uses it.
 */
final class SocketSession {
  private static final int ABNORMAL = 1006;

  private final Loop loop;
  private final ServerWebSocket socket;
  private final SocketTruth truth;
  private final SplitMix64 random;
  private final FreezeClock freezes;
  private final IntFunction<SocketRecorder> recorders;
  private final Deque<Reply> replies = new ArrayDeque<>(0);
  private long received;
  private long sent;
  private long pushes;
  private long lastReplyDue;
  private long lastPushNanos;
  private int lastPushVolume;

  /** A reply that is awaited in order, to a message of a volume of the ledger. */
  private record Reply(long arrival, int volume, Runnable action) {}

  /**
   * Creates the session of a connection that has just been opened.
   *
   * @param random of the handshake's request, so that its times are the same for the same seed
   * @param recorders give what takes a message of a volume of the ledger; a message of an earlier
   *     one is lost
   */
  SocketSession(
      Loop loop,
      ServerWebSocket socket,
      SocketTruth truth,
      SplitMix64 random,
      FreezeClock freezes,
      IntFunction<SocketRecorder> recorders) {
    this.loop = loop;
    this.socket = socket;
    this.truth = truth;
    this.random = random;
    this.freezes = freezes;
    this.recorders = recorders;
  }

  private SocketRecorder recorder() {
    return recorders.apply(loop.ledger().volume());
  }

  /**
   * Begins.
   *
   * @param conversation what is said
   */
  void begin(Conversation conversation) {
    boolean pushing = conversation == Conversation.TICKER;
    recorder().opened();
    socket.closeHandler(closed -> {
      Short code = socket.closeStatusCode();
      recorder().closed(code == null ? ABNORMAL : code);
    });
    socket.textMessageHandler(
        text -> received(pushing, () -> socket.writeTextMessage(conversation.reply(text))));
    socket.binaryMessageHandler(bytes -> received(pushing, () -> write(bytes)));
    if (pushing) {
      next(now());
    }
  }

  private void write(Buffer bytes) {
    var _ = socket.writeBinaryMessage(bytes);
  }

  private long now() {
    return loop.platform().ticker().nanos();
  }

  // --- replies

  private void received(boolean pushing, Runnable reply) {
    long arrival = now();
    int volume = loop.ledger().volume();
    recorder().received();
    received++;
    if (pushing) {
      return;
    }
    long delay = truth.reply().drawNanos(random);
    if (truth.missingEvery() > 0 && received % truth.missingEvery() == 0) {
      recorder().unanswered();
      return;
    }
    long due = arrival + delay;
    if (truth.ordered()) {
      due = received > 1 ? Math.max(due, lastReplyDue) : due;
      lastReplyDue = due;
    }
    long thaw = freezes.thaw(due);
    Reply mine = new Reply(arrival, volume, reply);
    if (truth.ordered()) {
      replies.addLast(mine);
    }
    if (thaw - arrival <= 0 && replies.size() <= 1) {
      reply(mine);
    } else {
      loop.timers().at(thaw, () -> reply(mine));
    }
  }

  /** Sends a reply that is due; timers that are due at the same time come in any order. */
  private void reply(Reply due) {
    Reply next = truth.ordered() ? replies.removeFirst() : due;
    if (mayStillSend()) {
      next.action.run();
      recorders.apply(next.volume).replied(now() - next.arrival);
      closeIfEnough();
    }
  }

  // --- pushed messages

  private void next(long from) {
    long due = freezes.thaw(from + truth.gap().drawNanos(random));
    loop.timers()
        .at(
            due,
            () -> {
              if (!socket.isClosed()) {
                make();
                next(due);
              }
            });
  }

  private void make() {
    long made = now();
    int volume = loop.ledger().volume();
    Instant instant = loop.platform().clock().instant();
    long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    String text = "{\"n\":" + pushes++ + ",\"ts\":" + micros + "}";
    long delay = truth.latency().drawNanos(random);
    if (delay <= 0) {
      push(made, volume, text);
    } else {
      loop.timers().at(freezes.thaw(made + delay), () -> push(made, volume, text));
    }
  }

  private void push(long made, int volume, String text) {
    if (!mayStillSend()) {
      return;
    }
    var _ = socket.writeTextMessage(text);
    long now = now();
    recorders.apply(volume).pushed(now - made);
    if (sent > 1) {
      recorders.apply(lastPushVolume).gap(now - lastPushNanos);
    }
    lastPushNanos = now;
    lastPushVolume = volume;
    closeIfEnough();
  }

  private boolean mayStillSend() {
    boolean may = !socket.isClosed() && (truth.closeAfter() == 0 || sent < truth.closeAfter());
    if (may) {
      sent++;
    }
    return may;
  }

  private void closeIfEnough() {
    if (sent == truth.closeAfter()) {
      var _ = socket.close((short) truth.closeCode(), "as the truth wants");
    }
  }
}
