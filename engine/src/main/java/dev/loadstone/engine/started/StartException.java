package dev.loadstone.engine.started;

/** Why a target that was started cannot take load; the message is for a person. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence or more
   */
  StartException(String message) {
    super(message);
  }
}
