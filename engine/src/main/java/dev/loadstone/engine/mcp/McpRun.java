package dev.loadstone.engine.mcp;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.http.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the operation under way, which may be several HTTP requests. Used again for the
 * next one. All times are the loop's, in nanoseconds.
 */
final class McpRun {
  private long intendedNanos;
  private long startNanos;
  private long waitNanos;
  private long setUpNanos;
  private long askedNanos;
  private long bytesSent;
  private long bytesReceived;
  private int checksPassed;
  private int checksFailed;
  private boolean renewed;
  private String reason = "";
  private String cursor = "";

  void begin(long intended) {
    intendedNanos = intended;
    startNanos = Exchange.NEVER;
    waitNanos = 0;
    bytesSent = 0;
    bytesReceived = 0;
    checksPassed = 0;
    checksFailed = 0;
    renewed = false;
    cursor = "";
  }

  void started(long now, long waited) {
    startNanos = now;
    waitNanos = waited;
  }

  void setsUp(String why, long fromNanos) {
    reason = why;
    setUpNanos = fromNanos;
  }

  void renews() {
    renewed = true;
  }

  void asks(long fromNanos) {
    askedNanos = fromNanos;
  }

  void goesOn(String nextCursor) {
    cursor = nextCursor;
  }

  /** Adds an HTTP request that is over. */
  void add(Exchange ended) {
    if (startNanos == Exchange.NEVER) {
      started(ended.startNanos(), ended.waitNanos());
    }
    bytesSent += ended.bytesSent();
    bytesReceived += ended.bytesReceived();
  }

  /** Adds what was checked. */
  void judged(Exchange ended) {
    checksPassed += ended.checksPassed();
    checksFailed += ended.checksFailed();
  }

  Ending ending(Exchange last, @Nullable ErrorClass error, String message, long endNanos) {
    return new Ending(
        intendedNanos,
        startNanos,
        waitNanos,
        endNanos,
        error,
        message,
        last.requestLine(),
        last.responseText(),
        bytesSent,
        bytesReceived,
        checksPassed,
        checksFailed,
        last.dropReason());
  }

  long intendedNanos() {
    return intendedNanos;
  }

  /** Returns when the set-up of a session began. */
  long setUpNanos() {
    return setUpNanos;
  }

  /** Returns from when on the answer was waited for, the session being there. */
  long askedNanos() {
    return askedNanos;
  }

  /** Returns why a session was set up. */
  String reason() {
    return reason;
  }

  /** Returns whether the session was set up anew within the operation. */
  boolean isRenewed() {
    return renewed;
  }

  /** Returns where the page began that was asked for last; empty for the first. */
  String cursor() {
    return cursor;
  }
}
