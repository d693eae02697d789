package dev.loadstone.engine.connector;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Of what class the exceptions are that clients throw. */
final class CallErrors {
  private static final int CAUSES_MAX = 10;

  private CallErrors() {}

  /** Returns the class of an exception: by the first in its chain of causes that tells one. */
  static ErrorClass classOf(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      ErrorClass known = known(cause);
      if (known != null) {
        return known;
      }
      cause = cause.getCause();
    }
    return ErrorClass.SCRIPT;
  }

  private static @Nullable ErrorClass known(Throwable cause) {
    return switch (cause) {
      case StepException own -> own.error();
      case InvalidArgumentException ignored -> ErrorClass.SCRIPT;
      case UnknownHostException ignored -> ErrorClass.DNS;
      case ConnectException ignored -> ErrorClass.CONNECT;
      case NoRouteToHostException ignored -> ErrorClass.CONNECT;
      case SSLException ignored -> ErrorClass.TLS;
      case SocketTimeoutException ignored -> ErrorClass.TIMEOUT_IDLE;
      case TimeoutException ignored -> ErrorClass.TIMEOUT_TOTAL;
      case IOException ignored when cause.getCause() == null -> ErrorClass.RESET;
      default -> null;
    };
  }

  /** Returns what went wrong, for a person. */
  static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return thrown instanceof StepException && message != null ? message : thrown.toString();
  }
}
