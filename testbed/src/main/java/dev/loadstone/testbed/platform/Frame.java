package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A piece of a stream.
 *
 * @param content as it is sent, framing included; empty if it is only of trailers
 * @param kind what it is for
 * @param trailers sent after the stream, if this is its last piece: name, value, name, value …
 */
public record Frame(Buffer content, Kind kind, List<String> trailers) {
  /** What a frame is for. */
  public enum Kind {
    /** It carries a piece of what the model makes, at a time of its own. */
    TOKEN,
    /** It comes with the frame before it, or at once. */
    OTHER
  }

  /** Creates a frame of text. */
  public Frame(String text, Kind kind) {
    this(Buffer.buffer(text), kind, List.of());
  }

  /** Returns the content as text. */
  public String text() {
    return content.toString();
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
