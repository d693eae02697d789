package dev.loadstone.engine.websocket;

/** What came back is not WebSocket. */
final class ProtocolViolation extends Exception {
  private static final long serialVersionUID = 1;

  private final int closeCode;

  /**
   * Creates it; it carries no stack.
   *
   * @param closeCode with which the connection is to be closed
   * @param message what is wrong, for a person
   */
  ProtocolViolation(int closeCode, String message) {
    super(message, null, false, false);
    this.closeCode = closeCode;
  }

  int closeCode() {
    return closeCode;
  }
}
