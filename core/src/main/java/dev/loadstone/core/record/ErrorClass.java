package dev.loadstone.core.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an operation failed, by layer. */
public enum ErrorClass {
  /** The host's name has no address. */
  DNS(Outcome.FAILED),
  /** No TCP connection. */
  CONNECT(Outcome.FAILED),
  /** No TLS session. */
  TLS(Outcome.FAILED),
  /** The connection was reset or closed before a whole response. */
  RESET(Outcome.FAILED),
  /** No connection in time. */
  TIMEOUT_CONNECT(Outcome.TIMED_OUT),
  /** No first byte of the response in time. */
  TIMEOUT_FIRST_BYTE(Outcome.TIMED_OUT),
  /** Silence within the response. */
  TIMEOUT_IDLE(Outcome.TIMED_OUT),
  /** No end in time. */
  TIMEOUT_TOTAL(Outcome.TIMED_OUT),
  /**
   * The target did not take the request: it reset the HTTP/2 stream with REFUSED_STREAM, or went
   * away again and again before it served it.
   */
  REFUSED_STREAM(Outcome.REJECTED),
  /** Status 429. */
  RATE_LIMIT(Outcome.REJECTED),
  /** Status 401. */
  UNAUTHORIZED(Outcome.FAILED),
  /** Status 403. */
  FORBIDDEN(Outcome.FAILED),
  /** Status 404. */
  NOT_FOUND(Outcome.FAILED),
  /** Any other status from 400 to 499. */
  CLIENT_ERROR(Outcome.FAILED),
  /** A status from 500 to 599. */
  SERVER_ERROR(Outcome.FAILED),
  /** What came back is not the protocol. */
  PROTOCOL(Outcome.FAILED),
  /** The response ended before its announced end. */
  TRUNCATED(Outcome.FAILED),
  /**
   * The response is of another media type than the step asks for: one document instead of a stream,
   * a stream instead of a document, or something else altogether.
   */
  MEDIA_TYPE(Outcome.FAILED),
  /** An error inside a response whose status was good. */
  IN_STREAM(Outcome.FAILED),
  /** The target answered a JSON-RPC request with an error. */
  RPC(Outcome.FAILED),
  /** A transaction was taken into a block and reverted. */
  REVERTED(Outcome.FAILED),
  /** The agent ended the task as failed or rejected, or cancelled it unasked. */
  TASK(Outcome.FAILED),
  /** A tool says that it has failed. */
  TOOL(Outcome.FAILED),
  /** All tokens of a stream came in one piece: somebody on the way held them back. */
  BUFFERED(Outcome.FAILED),
  /** The generator itself read a stream more slowly than it came: its times are its own. */
  SLOW_CONSUMER(Outcome.FAILED),
  /** A check did not hold, or there was nothing to extract. */
  CHECK(Outcome.FAILED),
  /** The plan's own code or expression failed. */
  SCRIPT(Outcome.FAILED);

  private final Outcome outcome;

  ErrorClass(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Returns the outcome that an operation with this error has. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the name in results, for example {@code timeout_total}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the class of a name. */
  public static Optional<ErrorClass> of(String label) {
    return Arrays.stream(values()).filter(error -> error.label().equals(label)).findFirst();
  }

  /**
   * Returns the class of an HTTP status.
   *
   * @param status from 400 to 599
   */
  public static ErrorClass ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 429 -> RATE_LIMIT;
      default -> status >= 500 ? SERVER_ERROR : CLIENT_ERROR;
    };
  }
}
