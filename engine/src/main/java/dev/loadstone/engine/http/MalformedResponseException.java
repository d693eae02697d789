package dev.loadstone.engine.http;

/** What came back is no HTTP/1.1 response. */
final class MalformedResponseException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedResponseException(String message) {
    super(message, null, false, false);
  }
}
