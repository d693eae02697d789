package dev.loadstone.engine.websocket;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.WebSocketStep.Timestamp;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.http.Upgrade;
import dev.loadstone.engine.http.Wire;
import dev.loadstone.engine.json.Found;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Instants;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of a virtual user, with one operation after the other on it. What arrives between
 * operations is recorded with the last one.
 *
 * <p>What to re-check when editing: whoever is told of an operation's end may start the next one
 * before the call returns, and whatever is sent may fail at once; so nothing is done after either
 * before {@code serial} or {@code running} was looked at. Deadlines are as those of an HTTP
 * connection: at most one timer entry is meaningful, that at {@code queuedDeadline}.
 */
final class WebSocketActivity
    implements Activity, Exchange.Listener, Upgrade, FrameReader.Listener, Timed {
  private static final long NEVER = Exchange.NEVER;

  private final ActivityContext context;
  private final UserValues values;
  private final Listener listener;
  private final Exchange exchange;
  private final Outstanding outstanding = new Outstanding();
  private final Found found = new Found();
  private final MessageJudge.Judgement judgement = new MessageJudge.Judgement();
  private final SocketLine line = new SocketLine();
  private @Nullable WebSocketOperation operation;
  private @Nullable StepRecorder recorder;
  private @Nullable String wrong;
  private String key = "";
  private boolean running;
  private boolean waiting;
  private boolean closing;
  private boolean heard;
  private boolean queued;
  private int serial;
  private long queuedDeadline;
  private long intendedNanos;
  private long startNanos;
  private long waitNanos;
  private long readNanos;
  private long lastReadNanos;
  private long lastPushNanos = NEVER;
  private long listenUntil;
  private long messagesLeft;
  private long pingNanos = NEVER;
  private long pings;
  private long handshakeBytes;
  private long bytesReceived;

  WebSocketActivity(ActivityContext context, UserValues values, Listener listener) {
    this.context = context;
    this.values = values;
    this.listener = listener;
    this.exchange = new Exchange(values, this);
    exchange.upgradeTo(this);
  }

  private WebSocketOperation operation() {
    if (operation == null) {
      throw new IllegalStateException("no operation was started");
    }
    return operation;
  }

  private StepRecorder recorder() {
    if (recorder == null) {
      throw new IllegalStateException("no operation was started");
    }
    return recorder;
  }

  // --- the beginning of an operation

  @Override
  public void start(ActivityOperation of, long intended, StepRecorder to) {
    serial++;
    operation = (WebSocketOperation) of;
    recorder = to;
    intendedNanos = intended;
    running = true;
    waiting = false;
    closing = false;
    judgement.clear();
    if (!line.isOpen()) {
      wrong = null;
      context.http().start(exchange, operation().opening(), intended);
    } else {
      startNanos = context.now();
      waitNanos = 0;
      proceed(startNanos);
    }
  }

  @Override
  public void writeHeaders(Bytes out) {
    key = Handshake.newKey();
    Handshake.writeKey(key, out);
  }

  @Override
  public void opened(Wire next, Bytes headers) {
    line.open(next, this);
    lastPushNanos = NEVER;
    wrong = Handshake.wrong(headers, key, operation().step().subprotocols());
  }

  @Override
  public void finished(Exchange ended, long endNanos) {
    startNanos = ended.startNanos();
    waitNanos = ended.waitNanos();
    handshakeBytes += ended.bytesSent();
    bytesReceived += ended.bytesReceived();
    if (ended.connectNanos() != NEVER) {
      recorder().time(Measure.CONNECT_TIME, ended.connectNanos());
    }
    if (ended.tlsNanos() != NEVER) {
      recorder().time(Measure.TLS_TIME, ended.tlsNanos());
    }
    if (ended.error() != null) {
      end(ended.error(), ended.message(), endNanos);
    } else if (!line.isOpen()) {
      end(ErrorClass.PROTOCOL, Handshake.notSwitched(ended), endNanos);
    } else if (wrong != null) {
      end(ErrorClass.PROTOCOL, wrong, endNanos);
    } else {
      if (ended.firstByteTimeNanos() != NEVER) {
        recorder().extras().time(Measure.HANDSHAKE_TIME, ended.firstByteTimeNanos());
      }
      proceed(endNanos);
    }
  }

  /** Goes on with a connection that is open: sends, then waits. */
  private void proceed(long now) {
    WebSocketOperation mine = operation();
    int begun = serial;
    lastReadNanos = now;
    messagesLeft = mine.messages();
    heard = mine.step().receive().isEmpty();
    listenUntil =
        mine.listenNanos() == WebSocketOperation.NONE
            ? WebSocketOperation.NONE
            : now + mine.listenNanos();
    if (mine.sends()) {
      for (int i = 0; i < mine.step().times(); i++) {
        sendMessage(mine);
        if (begun != serial || !running) {
          return;
        }
      }
    }
    if (mine.step().ping()) {
      sendPing();
    }
    if (begun == serial && running) {
      waiting = true;
      check(context.now());
    }
  }

  private void sendMessage(WebSocketOperation mine) {
    Bytes payload = line.payload();
    int missing = mine.writeMessage(values, payload);
    if (missing != TextTemplate.COMPLETE) {
      end(ErrorClass.SCRIPT, "no value for " + mine.slotName(missing), context.now());
      return;
    }
    long now = context.now();
    JsonScanner.Path id = mine.requestId();
    if (id != null && !found.find(payload.array(), 0, payload.length(), id)) {
      end(ErrorClass.SCRIPT, "the message has no value at " + id.text(), now);
      return;
    }
    if (id != null) {
      outstanding.add(found.data(), found.from(), found.to(), now);
    } else if (mine.awaitsReplies()) {
      outstanding.add(now);
    }
    recorder().extras().count(CounterKey.MESSAGES_SENT, 1);
    line.send(mine.isText() ? Opcode.TEXT : Opcode.BINARY);
  }

  private void sendPing() {
    pings++;
    pingNanos = context.now();
    line.sendPing(pings);
  }

  // --- what is read

  @Override
  public void read(byte[] data, int from, int to, long now) {
    readNanos = now;
    lastReadNanos = now;
    bytesReceived += to - from;
    try {
      line.read(data, from, to);
    } catch (ProtocolViolation violation) {
      countClose(violation.closeCode());
      line.drop(violation.closeCode());
      if (running) {
        end(ErrorClass.PROTOCOL, String.valueOf(violation.getMessage()), now);
      }
    }
  }

  @Override
  public void message(byte[] data, int from, int to, boolean text) {
    recorder().extras().count(CounterKey.MESSAGES_RECEIVED, 1);
    if (text) {
      takeLatency(data, from, to);
    }
    if (takeReply(data, from, to, text)) {
      check(readNanos);
      return;
    }
    if (waiting && !heard && !operation().awaitsReplies()) {
      operation().judge().judge(data, from, to, values, judgement);
    }
    if (lastPushNanos != NEVER) {
      recorder().extras().time(Measure.MESSAGE_GAP, readNanos - lastPushNanos);
    }
    lastPushNanos = readNanos;
    if (waiting && !heard && operation().messages() > 0 && --messagesLeft == 0) {
      heard = true;
      check(readNanos);
    }
  }

  private void takeLatency(byte[] data, int from, int to) {
    JsonScanner.Path path = operation().timestamp();
    Optional<Timestamp> stamp = operation().step().timestamp();
    if (path == null || stamp.isEmpty() || !found.find(data, from, to, path)) {
      return;
    }
    long made = Instants.parse(found.data(), found.from(), found.to(), stamp.get().unit());
    if (made != Instants.NONE) {
      long arrived = Instants.now() - (context.now() - readNanos);
      if (arrived < made) {
        recorder().extras().count(CounterKey.MESSAGES_EARLY, 1);
      }
      recorder().extras().time(Measure.MESSAGE_LATENCY, Math.max(0, arrived - made));
    }
  }

  /** Returns whether a message is a reply, be it to a message that nobody waits for any more. */
  private boolean takeReply(byte[] data, int from, int to, boolean text) {
    JsonScanner.Path path = operation().replyId();
    long sent;
    if (path == null) {
      sent = outstanding.takeFirst();
      if (sent == Outstanding.NONE) {
        return false;
      }
    } else {
      if (!text || !found.find(data, from, to, path)) {
        return false;
      }
      sent = outstanding.take(found.data(), found.from(), found.to());
    }
    if (sent == Outstanding.NONE) {
      recorder().extras().count(CounterKey.UNMATCHED_REPLIES, 1);
    } else {
      recorder().extras().time(Measure.REPLY_TIME, readNanos - sent);
      operation().judge().judge(data, from, to, values, judgement);
    }
    return true;
  }

  @Override
  public void ping(byte[] data, int from, int to) {
    line.pong(data, from, to);
  }

  @Override
  public void pong(byte[] data, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = (number << 8) | (data[i] & 0xFF);
    }
    if (pingNanos != NEVER && to - from == Long.BYTES && number == pings) {
      recorder().extras().time(Measure.PING_TIME, readNanos - pingNanos);
      pingNanos = NEVER;
      check(readNanos);
    }
  }

  @Override
  public void close(int code, String reason) {
    countClose(code);
    line.drop(closing ? CloseCode.ABNORMAL : code);
    if (running && closing) {
      conclude(readNanos);
    } else if (running) {
      end(ErrorClass.TRUNCATED, CloseCode.closed(code, reason), readNanos);
    }
  }

  @Override
  public void lost(String why, boolean reset, long now) {
    countClose(CloseCode.ABNORMAL);
    line.forget();
    if (running) {
      end(
          reset ? ErrorClass.RESET : ErrorClass.TRUNCATED,
          reset ? why : why + " without a close frame",
          now);
    }
  }

  private void countClose(int code) {
    recorder().extras().count(CounterKey.CLOSES, Tag.CLOSE_CODE, Integer.toString(code), 1);
  }

  // --- the end of an operation

  /** Ends the operation if there is nothing more to wait for. */
  private void check(long now) {
    if (!waiting) {
      return;
    }
    Optional<Integer> code = operation().step().close();
    if (!outstanding.isEmpty() || pingNanos != NEVER || !heard || closing) {
      arm(now);
    } else if (code.isPresent() && line.isOpen()) {
      closing = true;
      arm(now);
      line.sendClose(code.get());
    } else {
      conclude(now);
    }
  }

  /** Ends the operation, in which nothing went wrong unless a check says so. */
  private void conclude(long now) {
    String why = judgement.complaint();
    end(why == null ? null : ErrorClass.CHECK, why == null ? "" : why, now);
  }

  private void end(@Nullable ErrorClass error, String message, long now) {
    WebSocketOperation mine = operation();
    boolean keeps =
        error == null
            || error == ErrorClass.SCRIPT
            || error == ErrorClass.CHECK
            || isLateReply(error);
    rest();
    if (!keeps) {
      line.drop(CloseCode.GOING_AWAY);
    }
    long sent = handshakeBytes + line.takeBytesSent();
    long received = bytesReceived;
    handshakeBytes = 0;
    bytesReceived = 0;
    String request = "";
    String response = "";
    if (error != null && context.wantsSample(mine.number(), error)) {
      request = exchange.requestLine();
      response = exchange.responseText();
      if (request.isEmpty()) {
        request = "websocket " + mine.step().url().outline();
      }
    }
    listener.ended(
        this,
        new Ending(
            intendedNanos,
            startNanos,
            waitNanos,
            now,
            error,
            message,
            request,
            response,
            sent,
            received,
            judgement.passed(),
            judgement.failed(),
            exchange.dropReason()));
  }

  private void rest() {
    running = false;
    waiting = false;
    outstanding.clear();
    pingNanos = NEVER;
  }

  /** Returns whether a reply may still come without being taken for that to another message. */
  private boolean isLateReply(ErrorClass error) {
    boolean late = error == ErrorClass.TIMEOUT_TOTAL || error == ErrorClass.TIMEOUT_IDLE;
    return late && operation().replyId() != null && !closing;
  }

  @Override
  public void cancel() {
    if (!running) {
      return;
    }
    rest();
    if (line.isOpen()) {
      line.drop(CloseCode.GOING_AWAY);
    } else {
      context.http().cancel(exchange);
    }
  }

  @Override
  public void leave() {
    line.drop(CloseCode.GOING_AWAY);
    context.http().leave(exchange);
  }

  // --- deadlines

  private long deadline() {
    long deadline =
        Math.min(startNanos + operation().totalNanos(), lastReadNanos + operation().idleNanos());
    return heard ? deadline : Math.min(deadline, listenUntil);
  }

  private void arm(long now) {
    long deadline = Math.max(now, deadline());
    if (!queued || deadline < queuedDeadline) {
      queued = true;
      queuedDeadline = deadline;
      context.timers().add(deadline, this);
    }
  }

  @Override
  public void fire(long now) {
    if (!queued || now < queuedDeadline) {
      return;
    }
    queued = false;
    if (!waiting) {
      return;
    }
    if (!heard && now >= listenUntil) {
      heard = true;
      check(now);
    } else if (now < deadline()) {
      arm(now);
    } else {
      timeOut(now);
    }
  }

  private void timeOut(long now) {
    boolean total = now >= startNanos + operation().totalNanos();
    end(total ? ErrorClass.TIMEOUT_TOTAL : ErrorClass.TIMEOUT_IDLE, lacking() + " in time", now);
  }

  /** Returns what did not come. */
  private String lacking() {
    if (!outstanding.isEmpty()) {
      return "no reply to "
          + outstanding.size()
          + " of "
          + operation().step().times()
          + " messages";
    }
    if (pingNanos != NEVER) {
      return "no pong";
    }
    if (closing) {
      return "no close frame";
    }
    long wanted = operation().messages();
    return wanted == 0
        ? "no message"
        : "only " + (wanted - messagesLeft) + " of " + wanted + " messages";
  }
}
