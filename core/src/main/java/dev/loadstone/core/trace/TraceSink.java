package dev.loadstone.core.trace;

/** Hears of traced requests. Thread-safe. */
public interface TraceSink {
  /** A traced request is over. Called by event loops, which must not be held up. */
  void ended(TracedRequest request);
}
