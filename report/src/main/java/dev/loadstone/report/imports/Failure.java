package dev.loadstone.report.imports;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import java.util.Optional;

/**
 * Why a request failed.
 *
 * @param error its class; empty if the tool does not tell
 * @param message the tool's words; may be empty
 */
record Failure(Optional<ErrorClass> error, String message) {
  /** Returns the failure of an HTTP status, or else of a message. */
  static Failure of(int status, String message) {
    return new Failure(
        FailureText.ofStatus(status).or(() -> FailureText.classOf(message)),
        message.isBlank() && status > 0 ? "status " + status : message);
  }

  /** Returns the outcome that goes with it. */
  Outcome outcome() {
    return error.map(ErrorClass::outcome).orElse(Outcome.FAILED);
  }
}
