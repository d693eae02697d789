package dev.loadstone.engine.http;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a pool that are being opened. An exchange that waits for one may be served by
 * another that is free before; its connection is then spare, and serves whoever comes next. So a
 * crowd of arrivals opens as many connections as have to wait at once, and not one each. Not
 * thread-safe.
 */
final class Dials {
  /**
   * Until then no packet of a connection has been sent again (RFC 6298, section 2.1). One that is
   * older may have to wait for seconds, where a new one is open at once.
   */
  private static final long FRESH_NANOS = 1_000_000_000L;

  private final Deque<HttpConnection> awaited = new ArrayDeque<>();
  private final Deque<HttpConnection> spare = new ArrayDeque<>();

  /** A connection is being opened for an exchange. */
  void begun(HttpConnection connection) {
    awaited.addLast(connection);
  }

  /** A connection is open, or is not being opened any more. */
  void ended(HttpConnection connection) {
    if (!awaited.remove(connection)) {
      spare.remove(connection);
    }
  }

  /** Takes the exchange that has waited longest off its connection, which is spare then. */
  @Nullable Exchange relieve() {
    HttpConnection connection = awaited.pollFirst();
    if (connection == null) {
      return null;
    }
    spare.addLast(connection);
    return connection.relieve();
  }

  /** Returns the spare connection that was begun last, for an exchange that waits for it now. */
  @Nullable HttpConnection takeSpare(long now) {
    HttpConnection last = spare.peekLast();
    if (last == null || now - last.begunNanos() > FRESH_NANOS) {
      return null;
    }
    spare.removeLast();
    awaited.addLast(last);
    return last;
  }

  /** Closes the connections that nobody waits for. */
  void closeSpare() {
    for (HttpConnection next = spare.pollLast(); next != null; next = spare.pollLast()) {
      next.close();
    }
  }
}
