package dev.loadstone.testbed.platform;

/**
 * A piece of a stream.
 *
 * @param text as it is sent, framing included
 * @param kind what it is for
 * @param isBinary whether each character of the text is a byte; else it is sent in UTF-8
 */
public record Frame(String text, Kind kind, boolean isBinary) {
  /** Creates a piece of text. */
  public Frame(String text, Kind kind) {
    this(text, kind, false);
  }

  /** What a frame is for. */
  public enum Kind {
    /** It carries a piece of what the model makes, at a time of its own. */
    TOKEN,
    /** It tells what a tool gave, which took a time of its own. */
    TOOL_RESULT,
    /** It says that the agent has stopped to ask; it comes as any other. */
    INTERRUPT,
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
