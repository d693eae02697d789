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
import java.util.function.Supplier;

/**
 * One WebSocket: it replies to each message with the same message, or pushes messages that tell
 * when they were made. Only the event loop of its connection uses it.
 */
final class SocketSession {
  private static final int ABNORMAL = 1006;

  private final Loop loop;
  private final ServerWebSocket socket;
  private final SocketTruth truth;
  private final SplitMix64 random;
  private final FreezeClock freezes;
  private final Supplier<SocketRecorder> recorder;
  private final Deque<Reply> replies = new ArrayDeque<>(0);
  private long received;
  private long sent;
  private long pushes;
  private long lastReplyDue;
  private long lastPushNanos;

  /** A reply that is awaited in order. */
  private record Reply(long arrival, Runnable action) {}

  /**
   * Creates the session of a connection that has just been opened.
   *
   * @param random of the handshake's request, so that its times are the same for the same seed
   * @param recorder gives what takes what happens now
   */
  SocketSession(
      Loop loop,
      ServerWebSocket socket,
      SocketTruth truth,
      SplitMix64 random,
      FreezeClock freezes,
      Supplier<SocketRecorder> recorder) {
    this.loop = loop;
    this.socket = socket;
    this.truth = truth;
    this.random = random;
    this.freezes = freezes;
    this.recorder = recorder;
  }

  /**
   * Begins.
   *
   * @param pushing whether it pushes messages rather than to reply
   */
  void begin(boolean pushing) {
    recorder.get().opened();
    socket.closeHandler(closed -> {
      Short code = socket.closeStatusCode();
      recorder.get().closed(code == null ? ABNORMAL : code);
    });
    socket.textMessageHandler(text -> received(pushing, () -> socket.writeTextMessage(text)));
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
    recorder.get().received();
    received++;
    if (pushing) {
      return;
    }
    long delay = truth.reply().drawNanos(random);
    if (truth.missingEvery() > 0 && received % truth.missingEvery() == 0) {
      recorder.get().unanswered();
      return;
    }
    long due = arrival + delay;
    if (truth.ordered()) {
      due = received > 1 ? Math.max(due, lastReplyDue) : due;
      lastReplyDue = due;
    }
    long thaw = freezes.thaw(due);
    Reply mine = new Reply(arrival, reply);
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
    reply(next.arrival, next.action);
  }

  private void reply(long arrival, Runnable reply) {
    if (mayStillSend()) {
      reply.run();
      recorder.get().replied(now() - arrival);
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
    Instant instant = loop.platform().clock().instant();
    long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    String text = "{\"n\":" + pushes++ + ",\"ts\":" + micros + "}";
    long delay = truth.latency().drawNanos(random);
    if (delay <= 0) {
      push(made, text);
    } else {
      loop.timers().at(freezes.thaw(made + delay), () -> push(made, text));
    }
  }

  private void push(long made, String text) {
    if (!mayStillSend()) {
      return;
    }
    var _ = socket.writeTextMessage(text);
    long now = now();
    recorder.get().pushed(now - made);
    if (sent > 1) {
      recorder.get().gap(now - lastPushNanos);
    }
    lastPushNanos = now;
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
