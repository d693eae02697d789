package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;

/** Takes a whole response for one frame, which its end completes. Not thread-safe. */
final class DocumentReader implements FrameReader {
  private static final int KEPT_BETWEEN = 64 * 1024;

  private final Bytes document = new Bytes();
  private final Bytes noType = new Bytes();

  @Override
  public void reset() {
    document.shrink(KEPT_BETWEEN);
  }

  @Override
  public boolean take(byte[] piece, int from, int to, Frames frames) {
    if (document.length() + (to - from) > FRAME_MAX) {
      return false;
    }
    document.append(piece, from, to);
    return true;
  }

  @Override
  public void end(Frames frames) {
    frames.frame(noType, document.array(), 0, document.length());
  }

  @Override
  public boolean isInFrame() {
    return false;
  }
}
