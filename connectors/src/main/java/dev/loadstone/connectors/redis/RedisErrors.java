package dev.loadstone.connectors.redis;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Of what class the errors of Redis are.
 *
 * <p><b>Source:</b> Redis serialization protocol specification, "Simple errors": the first word of
 * an error is its kind.
 */
final class RedisErrors {
  private RedisErrors() {}

  /** Returns the failure of an operation. */
  static StepException of(@Nullable Throwable thrown) {
    if (thrown instanceof RedisCommandExecutionException reply) {
      String message = String.valueOf(reply.getMessage());
      return new StepException(ofReply(message), message);
    }
    Throwable root = thrown;
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof RedisCommandExecutionException reply) {
      return of(reply);
    }
    String message =
        root == null ? "" : root.getMessage() == null ? root.toString() : root.getMessage();
    return new StepException(
        thrown instanceof RedisConnectionException ? ErrorClass.CONNECT : ErrorClass.RESET,
        message);
  }

  private static ErrorClass ofReply(String message) {
    int blank = message.indexOf(' ');
    String kind = blank < 0 ? message : message.substring(0, blank);
    return switch (kind.toUpperCase(Locale.ROOT)) {
      case "NOAUTH", "WRONGPASS" -> ErrorClass.UNAUTHORIZED;
      case "NOPERM" -> ErrorClass.FORBIDDEN;
      case "OOM", "BUSY", "LOADING", "TRYAGAIN", "CLUSTERDOWN", "MASTERDOWN" ->
          ErrorClass.RATE_LIMIT;
      case "ERR" ->
          message.contains("max number of clients")
              ? ErrorClass.RATE_LIMIT
              : ErrorClass.CLIENT_ERROR;
      case "WRONGTYPE", "NOSCRIPT", "EXECABORT", "BUSYGROUP", "NOGROUP", "READONLY" ->
          ErrorClass.CLIENT_ERROR;
      default -> ErrorClass.SERVER_ERROR;
    };
  }
}
