package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import org.jspecify.annotations.Nullable;

/**
 * A place for one exchange on a connection that carries several at once. Used again for the next
 * exchange. Everything happens on the connection's event loop.
 */
final class Lane implements Carrier, Watch.Watched {
  /** The number of a lane whose request was not sent. */
  static final int UNSENT = 0;

  private final MultiConnection connection;
  private final Response response;
  private @Nullable Exchange exchange;
  private int place;
  private int stream;
  private boolean requestSent;
  private int contentSent;
  private boolean ended;
  private @Nullable ErrorClass failure;
  private String why = "";
  private long takenNanos;
  private long sentNanos;
  private long lastReadNanos;
  private final Watch watch;

  Lane(MultiConnection connection) {
    this.connection = connection;
    this.response = connection.newResponse();
    this.watch = new Watch(connection.client().timers(), this);
  }

  MultiConnection connection() {
    return connection;
  }

  /** Takes an exchange. */
  void begin(Exchange next, long now) {
    HttpOperation operation = next.operation();
    exchange = next;
    stream = UNSENT;
    requestSent = false;
    contentSent = 0;
    ended = false;
    failure = null;
    why = "";
    takenNanos = now;
    response.reset(operation.isHead(), operation.needsHeaders(), next.needsBody(), next.stream());
    arm();
  }

  /** Lets go of the exchange; returns null if there was none. */
  @Nullable Exchange end() {
    Exchange last = exchange;
    exchange = null;
    return last;
  }

  @Override
  public @Nullable Exchange exchange() {
    return exchange;
  }

  /** Returns where the lane stands among those of its connection that are in use. */
  int place() {
    return place;
  }

  void place(int number) {
    place = number;
  }

  /** Returns the number of the stream; {@link #UNSENT} before there is one. */
  int stream() {
    return stream;
  }

  void stream(int number) {
    stream = number;
  }

  /** Notes that bytes of the request were written. */
  void wrote(int bytes, boolean last, long now) {
    sentNanos = now;
    requestSent |= last;
    if (exchange != null) {
      exchange.sent(now, bytes);
      arm();
    }
  }

  /** Notes that bytes of the response were read. */
  void read(int bytes, long now) {
    lastReadNanos = now;
    if (exchange != null) {
      exchange.received(now, bytes);
    }
  }

  /** Returns how much of a body was sent that comes bit by bit. */
  int contentSent() {
    return contentSent;
  }

  void contentSent(int bytes) {
    contentSent = bytes;
  }

  /** Returns whether the whole request was written. */
  boolean isRequestSent() {
    return requestSent;
  }

  /** Notes that the response is complete. */
  void ended() {
    ended = true;
  }

  /** Returns whether the response is complete. */
  boolean hasEnded() {
    return ended;
  }

  /** Notes why the exchange will fail; the first reason is kept. */
  void failing(ErrorClass cause, String reason) {
    if (failure == null) {
      failure = cause;
      why = reason;
    }
  }

  /** Returns why the exchange will fail; null if no reason was noted. */
  @Nullable ErrorClass failure() {
    return failure;
  }

  String why() {
    return why;
  }

  @Override
  public ConnectionPool pool() {
    return connection.pool();
  }

  @Override
  public Response response() {
    return response;
  }

  @Override
  public void cancel() {
    connection.cancel(this);
  }

  // --- deadlines

  /** Sees to it that the deadline is not missed. */
  void arm() {
    watch.arm();
  }

  @Override
  public Watch.Phase phase() {
    if (!connection.isReady()) {
      return Watch.Phase.CONNECTING;
    }
    if (response.hasBegun()) {
      return Watch.Phase.READING;
    }
    return requestSent ? Watch.Phase.WAITING : Watch.Phase.SENDING;
  }

  @Override
  public long sinceNanos(Watch.Phase phase) {
    return switch (phase) {
      case CONNECTING -> takenNanos;
      case SENDING, WAITING -> sentNanos;
      case READING -> lastReadNanos;
    };
  }

  @Override
  public void cut(long now) {
    connection.cut(this, now);
  }

  @Override
  public void timedOut(ErrorClass error, long now) {
    connection.timedOut(this, error, now);
  }
}
