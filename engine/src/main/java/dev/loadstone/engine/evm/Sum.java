package dev.loadstone.engine.evm;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.http.Exchange;
import org.jspecify.annotations.Nullable;

/** What the exchanges of one operation come to. Not thread-safe. */
final class Sum {
  private long intendedNanos;
  private long startNanos;
  private long bytesSent;
  private long bytesReceived;

  void begin(long intended, long started) {
    intendedNanos = intended;
    startNanos = started;
    bytesSent = 0;
    bytesReceived = 0;
  }

  void add(Exchange ended) {
    bytesSent += ended.bytesSent();
    bytesReceived += ended.bytesReceived();
  }

  void add(long sent, long received) {
    bytesSent += sent;
    bytesReceived += received;
  }

  long startNanos() {
    return startNanos;
  }

  /**
   * Returns how the operation ended.
   *
   * @param last the exchange that was over last; null if there was none
   */
  Ending ending(
      long endNanos, @Nullable ErrorClass error, String message, @Nullable Exchange last) {
    return new Ending(
        intendedNanos,
        startNanos,
        0,
        endNanos,
        error,
        message,
        last == null ? "" : last.requestLine(),
        last == null ? "" : last.responseText(),
        bytesSent,
        bytesReceived,
        0,
        0,
        last == null ? null : last.dropReason());
  }
}
