package dev.loadstone.engine.activity;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.DropReason;
import dev.loadstone.engine.http.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended. All times are the loop's, in nanoseconds.
 *
 * @param intendedNanos when it was intended to start
 * @param startNanos when it did
 * @param waitNanos how long it waited for a connection because of a limit; at least 0
 * @param endNanos when its end was read
 * @param error what went wrong; null if nothing
 * @param message what went wrong, for a person; empty if nothing
 * @param request the beginning of what was asked, for a person; may be empty
 * @param response the beginning of what was answered, for a person; may be empty
 * @param bytesSent on the wire
 * @param bytesReceived on the wire
 * @param checksPassed how many
 * @param checksFailed how many
 * @param lack why it could not even begin; null if it did
 */
public record Ending(
    long intendedNanos,
    long startNanos,
    long waitNanos,
    long endNanos,
    @Nullable ErrorClass error,
    String message,
    String request,
    String response,
    long bytesSent,
    long bytesReceived,
    int checksPassed,
    int checksFailed,
    @Nullable DropReason lack) {
  /** Creates the ending of an operation that knows nothing of bytes and checks. */
  public static Ending of(
      long intendedNanos,
      long startNanos,
      long endNanos,
      @Nullable ErrorClass error,
      String message,
      String request) {
    return new Ending(
        intendedNanos, startNanos, 0, endNanos, error, message, request, "", 0, 0, 0, 0, null);
  }

  /** Creates the ending of an operation that is one HTTP exchange. */
  public static Ending of(Exchange exchange, long endNanos) {
    return new Ending(
        exchange.intendedNanos(),
        exchange.startNanos(),
        exchange.waitNanos(),
        endNanos,
        exchange.error(),
        exchange.message(),
        exchange.requestLine(),
        exchange.responseText(),
        exchange.bytesSent(),
        exchange.bytesReceived(),
        exchange.checksPassed(),
        exchange.checksFailed(),
        exchange.dropReason());
  }
}
