package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;

/**
 * Knows what the frames of one protocol mean, and keeps what it must know of one stream for that.
 * Used again for the next stream. Not thread-safe.
 */
public interface Interpreter {
  /** Makes ready for another stream. */
  void begin();

  /**
   * Takes a frame and tells the stream what it is.
   *
   * @param stream of which it is
   * @param type the type by the framing; empty if it says nothing
   * @param data in which the frame's data stand
   * @param from where they begin
   * @param to where they end, excluded
   */
  void frame(EventStream stream, Bytes type, byte[] data, int from, int to);

  /** Takes a header or trailer of the response. */
  default void field(EventStream stream, CharSequence name, CharSequence value) {
    // most protocols say all in their frames
  }

  /** The response is over: tells the stream what is wrong that only its end shows. */
  default void over(EventStream stream) {
    // most protocols say all in their frames
  }

  /**
   * Returns whether checks and extractions look into what this has {@linkplain EventStream#kept()
   * kept} of a stream that ended well, as if it were the response's body.
   */
  default boolean keepsDocument() {
    return false;
  }

  /**
   * Returns what is missing at the end of the stream, for a sentence that begins with "the stream
   * ended without"; empty if it is complete.
   */
  String missing();
}
