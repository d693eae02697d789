package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A piece of a stream.
 *
 * @param content as it is sent, framing included; empty if there are only trailers
 * @param kind what it is for
 * @param afterNanos how long after the frame before it it is due, or after the service; of no
 *     meaning for a token
 * @param timed under which name the ledger has the time from the request's head to this frame;
 *     empty for none
 * @param trailers sent after the stream, if this is its last piece: name, value, name, value …
 */
public record Frame(
    Buffer content, Kind kind, long afterNanos, String timed, List<String> trailers) {
  /** Creates a frame that is due with the one before it, unless it is a token. */
  public Frame(String text, Kind kind) {
    this(text, kind, 0, "");
  }

  /** Creates a frame that is due with the one before it, unless it is a token. */
  Frame(Buffer content, Kind kind) {
    this(content, kind, 0, "", List.of());
  }

  /** Creates a frame of text with a time of its own. */
  public Frame(String text, Kind kind, long afterNanos, String timed) {
    this(Buffer.buffer(text), kind, afterNanos, timed, List.of());
  }

  /** Returns the end of a stream that says all by its trailers. */
  static Frame ofTrailers(List<String> trailers) {
    return new Frame(Buffer.buffer(), Kind.OTHER, 0, "", trailers);
  }

  /** Returns the content as text. */
  public String text() {
    return content.toString();
  }

  /** What a frame is for. */
  public enum Kind {
    /** It carries a piece of what the model makes, at a time of its own. */
    TOKEN,
    /** It tells the state of a task, at a time of its own. */
    STATUS,
    /** It tells what a tool gave, which took a time of its own. */
    TOOL_RESULT,
    /** It says that the agent has stopped to ask; it comes as any other. */
    INTERRUPT,
    /** It comes with the frame before it, or at once, or at its own time. */
    OTHER,
    /** It tells how far a call is, at a time of its own. */
    PROGRESS,
    /** It is no frame, but a whole body. */
    WHOLE
  }

  /** Returns whether it has a time of its own. */
  boolean isTimed() {
    return kind == Kind.TOKEN || kind == Kind.STATUS;
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
