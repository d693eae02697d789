package dev.loadstone.monitor.otlp;

import dev.loadstone.monitor.export.ShownUrl;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands things to one of OpenTelemetry's exporters, one batch after the other; counts what is not
 * taken, and tells of the first time. Used by one thread at a time.
 *
 * @param <T> what is sent
 */
final class Exporter<T> {
  private final String what;
  private final URI to;
  private final Function<Collection<T>, CompletableResultCode> send;
  private final long waitMillis;
  private final Consumer<String> note;
  private boolean refused;
  private long batches;
  private long batchesLost;
  private long lost;

  /**
   * Creates one.
   *
   * @param what is sent, a word in the plural
   * @param to where it is sent
   * @param waitMillis how long to wait for an answer
   * @param note hears of the first refusal, a sentence
   */
  Exporter(
      String what,
      URI to,
      Function<Collection<T>, CompletableResultCode> send,
      long waitMillis,
      Consumer<String> note) {
    this.what = what;
    this.to = to;
    this.send = send;
    this.waitMillis = waitMillis;
    this.note = note;
  }

  /** Sends a batch, waits for the answer, and returns whether it was taken. */
  boolean export(Collection<T> batch) {
    batches++;
    ExporterWords words = ExporterWords.shared();
    words.forget();
    CompletableResultCode result = send.apply(batch).join(waitMillis, TimeUnit.MILLISECONDS);
    if (result.isSuccess()) {
      return true;
    }
    batchesLost++;
    lost += batch.size();
    if (!refused) {
      refused = true;
      note.accept(
          "OpenTelemetry: "
              + what
              + " are not taken by "
              + ShownUrl.of(to)
              + ": "
              + why(result, words));
    }
    return false;
  }

  /** Returns what went wrong on the way, else what the exporter says of the answer. */
  private static String why(CompletableResultCode result, ExporterWords words) {
    if (!result.isDone()) {
      return "no answer in time";
    }
    Throwable cause = result.getFailureThrowable();
    cause = cause == null ? null : cause.getCause();
    while (cause instanceof CompletionException || cause instanceof UncheckedIOException) {
      cause = cause.getCause();
    }
    if (cause != null) {
      return cause.toString();
    }
    return words.last().isEmpty() ? "no reason is told" : words.last();
  }

  /** Returns how many batches were sent. */
  long batches() {
    return batches;
  }

  /** Returns how many of them were not taken. */
  long batchesLost() {
    return batchesLost;
  }

  /** Returns how many things were in these. */
  long lost() {
    return lost;
  }
}
