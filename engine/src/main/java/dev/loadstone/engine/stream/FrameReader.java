package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;

/** Takes a stream of bytes apart into frames. Not thread-safe. */
public interface FrameReader {
  /** Longest frame, in bytes. */
  int FRAME_MAX = 64 * 1024 * 1024;

  /** Takes what was read. */
  interface Frames {
    /**
     * Takes a frame.
     *
     * @param type what the framing says of its type; empty if nothing
     * @param data in which the frame's data stand; means something until this returns
     * @param from where they begin
     * @param to where they end, excluded
     */
    void frame(Bytes type, byte[] data, int from, int to);

    /** Takes note of a sign of life that is no frame. */
    void comment();
  }

  /** Makes ready for another stream. */
  void reset();

  /**
   * Takes a piece of the stream; frames are told as soon as the byte is there that completes them.
   *
   * @param from where it begins
   * @param to where it ends, excluded
   * @return whether all went well; not if a frame is longer than {@link #FRAME_MAX}
   */
  boolean take(byte[] piece, int from, int to, Frames frames);

  /** Notes that nothing more comes; tells a frame that only this completes. */
  default void end(Frames frames) {
    // a frame that is not complete is none
  }

  /** Returns whether the stream stands in the middle of a frame. */
  boolean isInFrame();

  /** Returns whether a stream that ends here is not whole, by its framing alone. */
  default boolean isCutOff() {
    return false;
  }
}
