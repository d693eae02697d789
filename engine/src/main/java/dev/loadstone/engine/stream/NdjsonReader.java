package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;

/**
 * Reads lines of JSON: each that is not blank is a frame. A last line without an end is none yet.
 * Not thread-safe; allocates only to grow.
 */
public final class NdjsonReader implements FrameReader {
  private static final Bytes NO_TYPE = new Bytes();
  private static final int KEPT_BETWEEN = 64 * 1024;

  private final Bytes line = new Bytes();

  @Override
  public void reset() {
    line.shrink(KEPT_BETWEEN);
  }

  @Override
  public boolean isInFrame() {
    return line.length() > 0;
  }

  @Override
  public boolean take(byte[] piece, int from, int to, Frames frames) {
    int begin = from;
    for (int at = from; at < to; at++) {
      if (piece[at] != '\n') {
        continue;
      }
      if (line.length() == 0) {
        takeLine(piece, begin, at, frames);
      } else {
        line.append(piece, begin, at);
        takeLine(line.array(), 0, line.length(), frames);
        line.clear();
      }
      begin = at + 1;
    }
    line.append(piece, begin, to);
    return line.length() <= FRAME_MAX;
  }

  private static void takeLine(byte[] array, int from, int to, Frames frames) {
    for (int i = from; i < to; i++) {
      if (array[i] > ' ') {
        frames.frame(NO_TYPE, array, from, array[to - 1] == '\r' ? to - 1 : to);
        return;
      }
    }
    frames.comment();
  }
}
