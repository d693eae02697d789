package dev.loadstone.engine.grpc;

/** A JSON text does not fit the type of a message. */
final class MisfitException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates one.
   *
   * @param what does not fit, for example {@code message.count must be int32, got: "two"}
   */
  MisfitException(String what) {
    super(what);
  }

  /** Returns what does not fit. */
  String what() {
    return String.valueOf(getMessage());
  }
}
