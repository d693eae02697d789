package dev.loadstone.core.probe;

/** Why a probe has nothing to look at; the message is for a person. */
public final class ProbeException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, a sentence without its full stop
   */
  public ProbeException(String message) {
    super(message);
  }
}
