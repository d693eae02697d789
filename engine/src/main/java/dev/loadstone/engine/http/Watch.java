package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.time.TimerHeap;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that an exchange after the other does not miss its deadline. Everything happens on one
 * event loop.
 *
 * <p>At most one timer entry is meaningful, that at {@code queuedDeadline}. An exchange whose
 * deadline is later leaves the entry where it is; when it fires, the real deadline is looked at and
 * the entry moved. So a busy connection costs a timer operation per timeout's length, not per
 * request.
 */
final class Watch implements Timed {
  private final TimerHeap timers;
  private final Watched watched;
  private boolean queued;
  private long queuedDeadline;

  /** How far an exchange is. */
  enum Phase {
    /** Its connection is being established. */
    CONNECTING,
    /** Its request is not written yet. */
    SENDING,
    /** Nothing of the response has come. */
    WAITING,
    /** The response has begun. */
    READING
  }

  /** What carries the exchanges. */
  interface Watched {
    /** Returns the exchange under way; null if there is none. */
    @Nullable Exchange exchange();

    Phase phase();

    /**
     * Returns since when a phase lasts: connecting was begun, the request was written, or the last
     * piece of the response was read.
     */
    long sinceNanos(Phase phase);

    /** The exchange's stream has been cut, because the plan wants it ended now. */
    void cut(long now);

    /** The exchange's deadline has passed. */
    void timedOut(ErrorClass error, long now);
  }

  Watch(TimerHeap timers, Watched watched) {
    this.timers = timers;
    this.watched = watched;
  }

  private long deadline(Exchange exchange) {
    Deadlines deadlines = exchange.operation().deadlines();
    long total = exchange.startNanos() + deadlines.totalNanos();
    EventStream stream = exchange.stream();
    if (stream != null) {
      total = Math.min(total, stream.cutNanos(exchange.startNanos()));
    }
    Phase phase = watched.phase();
    long patience =
        switch (phase) {
          case CONNECTING -> deadlines.connectNanos();
          case SENDING -> deadlines.totalNanos();
          case WAITING -> deadlines.firstByteNanos();
          case READING -> deadlines.idleNanos();
        };
    return phase == Phase.SENDING ? total : Math.min(total, watched.sinceNanos(phase) + patience);
  }

  /** Makes sure that the deadline of the exchange under way is looked at. */
  void arm() {
    Exchange exchange = watched.exchange();
    if (exchange == null) {
      return;
    }
    long deadline = deadline(exchange);
    if (!queued || deadline < queuedDeadline) {
      queued = true;
      queuedDeadline = deadline;
      timers.add(deadline, this);
    }
  }

  @Override
  public void fire(long now) {
    if (!queued || now < queuedDeadline) {
      return;
    }
    queued = false;
    Exchange exchange = watched.exchange();
    if (exchange == null) {
      return;
    }
    if (now < deadline(exchange)) {
      arm();
      return;
    }
    EventStream stream = exchange.stream();
    if (stream != null && now >= stream.cutNanos(exchange.startNanos())) {
      stream.cut();
      watched.cut(now);
    } else {
      watched.timedOut(error(exchange, now), now);
    }
  }

  private ErrorClass error(Exchange exchange, long now) {
    if (now >= exchange.startNanos() + exchange.operation().deadlines().totalNanos()) {
      return ErrorClass.TIMEOUT_TOTAL;
    }
    return switch (watched.phase()) {
      case CONNECTING -> ErrorClass.TIMEOUT_CONNECT;
      case SENDING -> ErrorClass.TIMEOUT_TOTAL;
      case WAITING -> ErrorClass.TIMEOUT_FIRST_BYTE;
      case READING -> ErrorClass.TIMEOUT_IDLE;
    };
  }
}
