package dev.loadstone.testbed.ledger;

import java.util.Locale;

/** How an operation ended, apart from answers with an error status. */
public enum Ending {
  /** Answered with a status below 400. */
  OK,
  /** The connection was reset, on purpose. */
  RESET,
  /** The connection was reset in the middle of the body, on purpose. */
  RESET_BODY,
  /** The connection was closed without an answer, on purpose. */
  CLOSE,
  /** Answered rightly, then the connection was closed unannounced, on purpose. */
  HALF_CLOSE,
  /** Half of the body was sent, on purpose. */
  TRUNCATE,
  /** Nothing was answered, on purpose. */
  STALL,
  /** Half of the body was sent, and then nothing, on purpose. */
  STALL_BODY,
  /** Answered rightly with a body that dripped, on purpose. */
  SLOW_BODY,
  /** The stream ended in the middle, on purpose. */
  CUT_STREAM,
  /** The stream told an error, on purpose. */
  STREAM_ERROR,
  /** The stream was silent in the middle, on purpose. */
  STALL_STREAM,
  /** The stream came at once, on purpose. */
  BUFFERED,
  /** The stream had a frame out of order, on purpose. */
  DISORDER,
  /** The task failed, on purpose. */
  FAIL_TASK,
  /** The task was rejected, on purpose. */
  REJECT_TASK,
  /** The agent asked back, on purpose. */
  ASK_INPUT,
  /** All workers were busy and all places in the queue taken; answered with 503. */
  QUEUE_FULL,
  /** Above the rate limit; answered with 429. */
  RATE_LIMITED,
  /** In a storm; answered with 429. */
  STORM,
  /** In the time after the first request in which the route is not available; answered with 503. */
  STARTING,
  /** The client went away before it was answered. */
  CLIENT_GONE;

  /** Returns whether a stream that ends so has failed, whoever reads it. */
  public boolean isFailedStream() {
    return switch (this) {
      case CUT_STREAM, STREAM_ERROR, FAIL_TASK, REJECT_TASK -> true;
      default -> false;
    };
  }

  /** Returns the word for it in the ledger, for example {@code slow_body}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
