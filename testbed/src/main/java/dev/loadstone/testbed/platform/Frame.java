package dev.loadstone.testbed.platform;

/**
 * A piece of a stream.
 *
 * @param text as it is sent, framing included
 * @param kind what it is for
 */
public record Frame(String text, Kind kind) {
  /** What a frame is for. */
  public enum Kind {
    /** It carries a piece of what the model makes, at a time of its own. */
    TOKEN,
    /** It comes with the frame before it, or at once. */
    OTHER
  }

  /** Returns a server-sent event with data only. */
  static Frame of(Kind kind, String data) {
    return new Frame("data: " + data + "\n\n", kind);
  }

  /** Returns a server-sent event with a type. */
  static Frame of(Kind kind, String event, String data) {
    return new Frame("event: " + event + "\ndata: " + data + "\n\n", kind);
  }
}
