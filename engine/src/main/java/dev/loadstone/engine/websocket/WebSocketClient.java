package dev.loadstone.engine.websocket;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.http.Upgrade;
import dev.loadstone.engine.http.Wire;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.UserValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket for a protocol of text messages on top of it: opened, used, closed, and opened again.
 * Everything happens on the event loop. Not thread-safe.
 */
public final class WebSocketClient implements Exchange.Listener, Upgrade, FrameReader.Listener {
  private static final int NORMAL = 1000;

  private final ActivityContext context;
  private final Listener listener;
  private final Exchange exchange;
  private final SocketLine line = new SocketLine();
  private @Nullable String wrong;
  private boolean isOpening;
  private String key = "";
  private long readNanos;
  private long bytesReceived;

  /** Hears of a WebSocket. */
  public interface Listener {
    /** It is open. */
    void opened(long now);

    /**
     * A message was read.
     *
     * @param data means something else afterwards
     * @param now when its last byte was read
     */
    void message(byte[] data, int from, int to, long now);

    /** It could not be opened, or is open no more, though nobody here has closed it. */
    void failed(ErrorClass error, String message, long now);
  }

  /** Creates one that is not open. */
  public WebSocketClient(ActivityContext context, UserValues values, Listener listener) {
    this.context = context;
    this.listener = listener;
    this.exchange = new Exchange(values, this);
    exchange.upgradeTo(this);
  }

  /**
   * Returns what opens a WebSocket.
   *
   * @param number of the operation, for recorders
   * @param request whose target, path, headers and timeouts it has
   */
  public static HttpOperation opening(int number, Step.Http request, Plan plan, Names names) {
    return HttpOperation.of(number, Handshake.request(request, List.of()), plan, names);
  }

  /** Opens it. */
  public void open(HttpOperation opening, long intended) {
    wrong = null;
    isOpening = true;
    context.http().start(exchange, opening, intended);
  }

  /** Returns the exchange that opened it. */
  public Exchange exchange() {
    return exchange;
  }

  /** Sends a text message; it may be that the connection is lost before this returns. */
  public void send(String text) {
    line.payload().append(text);
    line.send(Opcode.TEXT);
  }

  /** Closes it, if it is open, or is being opened. */
  public void close() {
    if (line.isOpen()) {
      line.drop(NORMAL);
    } else if (isOpening) {
      isOpening = false;
      context.http().cancel(exchange);
    }
  }

  /** The user leaves. */
  public void leave() {
    line.drop(NORMAL);
    context.http().leave(exchange);
  }

  /** Returns how many bytes were sent since the last time, but for the opening. */
  public long takeBytesSent() {
    return line.takeBytesSent();
  }

  /** Returns how many bytes were received since the last time, but for the opening. */
  public long takeBytesReceived() {
    long received = bytesReceived;
    bytesReceived = 0;
    return received;
  }

  // --- what happens to the connection

  @Override
  public void writeHeaders(Bytes out) {
    key = Handshake.newKey();
    Handshake.writeKey(key, out);
  }

  @Override
  public void opened(Wire next, Bytes headers) {
    line.open(next, this);
    wrong = Handshake.wrong(headers, key, List.of());
  }

  @Override
  public void finished(Exchange ended, long endNanos) {
    isOpening = false;
    if (ended.error() != null) {
      listener.failed(ended.error(), ended.message(), endNanos);
    } else if (!line.isOpen()) {
      listener.failed(ErrorClass.PROTOCOL, Handshake.notSwitched(ended), endNanos);
    } else if (wrong != null) {
      line.drop(CloseCode.GOING_AWAY);
      listener.failed(ErrorClass.PROTOCOL, wrong, endNanos);
    } else {
      listener.opened(endNanos);
    }
  }

  @Override
  public void read(byte[] data, int from, int to, long now) {
    readNanos = now;
    bytesReceived += to - from;
    try {
      line.read(data, from, to);
    } catch (ProtocolViolation violation) {
      line.drop(violation.closeCode());
      listener.failed(ErrorClass.PROTOCOL, String.valueOf(violation.getMessage()), now);
    }
  }

  @Override
  public void lost(String why, boolean reset, long now) {
    line.forget();
    listener.failed(
        reset ? ErrorClass.RESET : ErrorClass.TRUNCATED,
        reset ? why : why + " without a close frame",
        now);
  }

  // --- frames

  @Override
  public void message(byte[] data, int from, int to, boolean text) {
    listener.message(data, from, to, readNanos);
  }

  @Override
  public void ping(byte[] data, int from, int to) {
    line.pong(data, from, to);
  }

  @Override
  public void pong(byte[] data, int from, int to) {
    // nobody here has asked for it
  }

  @Override
  public void close(int code, String reason) {
    line.drop(code);
    listener.failed(ErrorClass.TRUNCATED, CloseCode.closed(code, reason), readNanos);
  }
}
