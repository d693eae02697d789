package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.time.Timed;
import org.jspecify.annotations.Nullable;

/**
 * A place for one exchange on a connection that carries several at once. Used again for the next
 * exchange. Everything happens on the connection's event loop.
 *
 * <p>Deadlines: as with {@link HttpConnection}, at most one timer entry is meaningful, that at
 * {@code queuedDeadline}; a lane that is used again leaves it where it is.
 */
final class Lane implements Carrier, Timed {
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
  private boolean queued;
  private long queuedDeadline;

  Lane(MultiConnection connection) {
    this.connection = connection;
    this.response = connection.newResponse();
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

  @Nullable Exchange exchange() {
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

  private long deadline(Exchange current) {
    Deadlines deadlines = current.operation().deadlines();
    long total = current.startNanos() + deadlines.totalNanos();
    EventStream stream = current.stream();
    if (stream != null) {
      total = Math.min(total, stream.cutNanos(current.startNanos()));
    }
    if (!connection.isReady()) {
      return Math.min(total, takenNanos + deadlines.connectNanos());
    }
    if (response.hasBegun()) {
      return Math.min(total, lastReadNanos + deadlines.idleNanos());
    }
    return requestSent ? Math.min(total, sentNanos + deadlines.firstByteNanos()) : total;
  }

  /** Sees to it that the deadline is not missed. */
  void arm() {
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    long deadline = deadline(current);
    if (!queued || deadline < queuedDeadline) {
      queued = true;
      queuedDeadline = deadline;
      connection.client().timers().add(deadline, this);
    }
  }

  @Override
  public void fire(long now) {
    if (!queued || now < queuedDeadline) {
      return;
    }
    queued = false;
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    if (now < deadline(current)) {
      arm();
      return;
    }
    EventStream stream = current.stream();
    if (stream != null && now >= stream.cutNanos(current.startNanos())) {
      stream.cut();
      connection.cut(this, now);
    } else {
      connection.timedOut(this, timeoutClass(current, now), now);
    }
  }

  private ErrorClass timeoutClass(Exchange current, long now) {
    if (now >= current.startNanos() + current.operation().deadlines().totalNanos()) {
      return ErrorClass.TIMEOUT_TOTAL;
    }
    if (!connection.isReady()) {
      return ErrorClass.TIMEOUT_CONNECT;
    }
    return response.hasBegun() ? ErrorClass.TIMEOUT_IDLE : ErrorClass.TIMEOUT_FIRST_BYTE;
  }
}
