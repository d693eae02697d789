package dev.loadstone.core.step;

import dev.loadstone.core.record.ErrorClass;

/** The failure of an operation. */
public final class StepException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorClass error;
  private final String response;

  /**
   * Creates the failure.
   *
   * @param error of which class
   * @param message what went wrong, for a person
   */
  public StepException(ErrorClass error, String message) {
    this(error, message, "");
  }

  /**
   * Creates the failure.
   *
   * @param error of which class
   * @param message what went wrong, for a person
   * @param response what the target gave, for a person; may be empty
   */
  public StepException(ErrorClass error, String message, String response) {
    super(message);
    this.error = error;
    this.response = response;
  }

  /** Returns the class of the failure. */
  public ErrorClass error() {
    return error;
  }

  /** Returns what the target gave, for a person; may be empty. */
  public String response() {
    return response;
  }
}
