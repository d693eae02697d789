package dev.loadstone.engine.started;

/** Why a limit cannot be imposed. */
final class LimitException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason to be read after "for"
   */
  LimitException(String reason) {
    super(reason);
  }
}
