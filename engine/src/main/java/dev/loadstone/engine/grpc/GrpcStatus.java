package dev.loadstone.engine.grpc;

import dev.loadstone.core.record.ErrorClass;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, as the target says; the ordinal is the code. Each is classed as the HTTP status
 * that stands for it.
 *
 * <p><b>Source:</b> google/rpc/code.proto.
 */
enum GrpcStatus {
  OK(null),
  CANCELLED(ErrorClass.CLIENT_ERROR),
  UNKNOWN(ErrorClass.SERVER_ERROR),
  INVALID_ARGUMENT(ErrorClass.CLIENT_ERROR),
  DEADLINE_EXCEEDED(ErrorClass.TIMEOUT_TOTAL),
  NOT_FOUND(ErrorClass.NOT_FOUND),
  ALREADY_EXISTS(ErrorClass.CLIENT_ERROR),
  PERMISSION_DENIED(ErrorClass.FORBIDDEN),
  RESOURCE_EXHAUSTED(ErrorClass.RATE_LIMIT),
  FAILED_PRECONDITION(ErrorClass.CLIENT_ERROR),
  ABORTED(ErrorClass.CLIENT_ERROR),
  OUT_OF_RANGE(ErrorClass.CLIENT_ERROR),
  UNIMPLEMENTED(ErrorClass.SERVER_ERROR),
  INTERNAL(ErrorClass.SERVER_ERROR),
  UNAVAILABLE(ErrorClass.SERVER_ERROR),
  DATA_LOSS(ErrorClass.SERVER_ERROR),
  UNAUTHENTICATED(ErrorClass.UNAUTHORIZED);

  private static final GrpcStatus[] BY_CODE = values();

  private final @Nullable ErrorClass error;

  GrpcStatus(@Nullable ErrorClass error) {
    this.error = error;
  }

  /** Returns what a call that ended so has failed with; null if it has not. */
  @Nullable ErrorClass error() {
    return error;
  }

  /**
   * Returns the status of a code as it stands in a header, {@link #UNKNOWN} for a code that is not
   * defined; null if the text is no number.
   */
  static @Nullable GrpcStatus parse(CharSequence text) {
    int code = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9' || i > 8) {
        return null;
      }
      code = code * 10 + digit - '0';
    }
    return text.isEmpty() ? null : code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
  }
}
