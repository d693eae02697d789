package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

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
 * @param stamp where the content tells when the frame was made; {@link Stamp#NONE} if it does not
 */
public record Frame(
    Buffer content, Kind kind, long afterNanos, String timed, List<String> trailers, Stamp stamp) {
  /**
   * Where a frame tells when it was made.
   *
   * @param at where its content has the instant, as many characters as the instant will have
   * @param iso whether it is a text as of RFC 3339 without a zone, in microseconds; milliseconds
   *     since 1970 if not
   */
  public record Stamp(int at, boolean iso) {
    /** It does not. */
    public static final Stamp NONE = new Stamp(-1, false);

    /** What stands for milliseconds until they are known. */
    static final String MILLIS = "1000000000000";

    /** What stands for a text until it is known. */
    static final String ISO = "0000-00-00T00:00:00.000000";

    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private String text(Instant instant) {
      return iso ? FORMAT.format(instant) : Long.toString(instant.toEpochMilli());
    }
  }

  /** Creates a frame that does not tell when it was made. */
  public Frame(Buffer content, Kind kind, long afterNanos, String timed, List<String> trailers) {
    this(content, kind, afterNanos, timed, trailers, Stamp.NONE);
  }

  /** Returns whether it tells when it was made. */
  public boolean isStamped() {
    return stamp.at() >= 0;
  }

  /** Returns the content with the instant at which it was made. */
  public Buffer content(Instant made) {
    return content.copy().setString(stamp.at(), stamp.text(made));
  }

  /** Returns a server-sent event with data only, in which an instant is still to be put. */
  static Frame stamped(Kind kind, String data, boolean iso) {
    String text = "data: " + data + "\n\n";
    int at = text.indexOf(iso ? Stamp.ISO : Stamp.MILLIS);
    return new Frame(Buffer.buffer(text), kind, 0, "", List.of(), new Stamp(at, iso));
  }

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
