package dev.loadstone.monitor.otlp;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What OpenTelemetry's exporters say of failures, which nobody else is to hear: they log it, and
 * give it nowhere else. Thread-safe.
 */
final class ExporterWords extends Handler {
  /** Kept here: a logger that nobody holds is forgotten together with what was set. */
  private static final Logger LOGGER = Logger.getLogger("io.opentelemetry");

  private static final ExporterWords SHARED = new ExporterWords();

  static {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(SHARED);
  }

  /** What follows if the receiver gave no reason. */
  private static final String NOTHING_ELSE = " Error message:$";

  private volatile String last = "";

  private ExporterWords() {}

  /** Returns the only one. */
  static ExporterWords shared() {
    return SHARED;
  }

  /** Forgets what was said. */
  void forget() {
    last = "";
  }

  /** Returns what was said last, without what is always the same; may be empty. */
  String last() {
    return last;
  }

  @Override
  public void publish(LogRecord entry) {
    String text = String.valueOf(entry.getMessage());
    last =
        text.strip().replaceFirst("^Failed to export \\w+\\. ", "").replaceFirst(NOTHING_ELSE, "");
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
