package dev.loadstone.history;

/** A history cannot be opened, read or written; the message says which, why, and what to do. */
public final class HistoryException extends Exception {
  private static final long serialVersionUID = 1;

  /** Creates the exception. */
  public HistoryException(String message) {
    super(message);
  }

  /** Creates the exception of a failure below. */
  public HistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
