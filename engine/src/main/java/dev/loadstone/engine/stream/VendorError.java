package dev.loadstone.engine.stream;

import java.nio.charset.StandardCharsets;

/**
 * An error as model providers tell it: {@code {"type": …, "code": …, "message": …}}, or only a
 * text. Not thread-safe.
 *
 * <p><b>Source:</b> openai-python, {@code types/shared/error_object.py}; anthropic-sdk-python,
 * {@code types/shared/error_object.py}.
 */
final class VendorError {
  private final JsonFrame error = new JsonFrame("type", "code", "message", "error");
  private static final int TYPE = 0;
  private static final int CODE = 1;
  private static final int MESSAGE = 2;
  private static final int ERROR = 3;

  /**
   * Returns an error in one line: its code, or else its type, and its message. Allocates.
   *
   * @param from where it begins, possibly with another object around it; negative for nowhere
   */
  String of(byte[] source, int from, int to) {
    int begin = from;
    int end = to;
    if (error.read(source, from, to) && error.has(ERROR) && !error.has(MESSAGE)) {
      begin = error.from(ERROR);
      end = error.to(ERROR);
    }
    if (!error.read(source, begin, end)) {
      return begin < 0 ? "" : new String(source, begin, end - begin, StandardCharsets.UTF_8);
    }
    String kind = error.has(CODE) ? error.text(CODE) : error.has(TYPE) ? error.text(TYPE) : "";
    String message = error.has(MESSAGE) ? error.text(MESSAGE) : "";
    if (kind.isEmpty() || kind.equals("error")) {
      return message;
    }
    return message.isEmpty() ? kind : kind + ": " + message;
  }
}
