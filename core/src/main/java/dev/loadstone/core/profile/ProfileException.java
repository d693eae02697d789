package dev.loadstone.core.profile;

/** Why there is no profile; the message is for a person. */
public final class ProfileException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, a sentence without its full stop
   */
  public ProfileException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what is wrong, a sentence without its full stop
   * @param cause of it
   */
  public ProfileException(String message, Throwable cause) {
    super(message, cause);
  }
}
