package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;

/**
 * Reads messages that stand behind their length: four bytes, the highest first. Not thread-safe;
 * allocates only to grow.
 *
 * <p><b>Source:</b> ag-ui 1.0.0, {@code client/src/transform/proto.ts}.
 */
public final class LengthPrefixReader implements FrameReader {
  private static final Bytes NO_TYPE = new Bytes();
  private static final int KEPT_BETWEEN = 64 * 1024;
  private static final int PREFIX = 4;

  private final Bytes kept = new Bytes();

  @Override
  public void reset() {
    kept.shrink(KEPT_BETWEEN);
  }

  @Override
  public boolean isInFrame() {
    return kept.length() > 0;
  }

  @Override
  public boolean take(byte[] piece, int from, int to, Frames frames) {
    int at = from;
    while (kept.length() > 0 && at < to) {
      if (kept.length() < PREFIX) {
        kept.append(piece[at++]);
        continue;
      }
      long wanted = length(kept.array(), 0);
      if (wanted > FRAME_MAX) {
        return false;
      }
      int missing = (int) wanted + PREFIX - kept.length();
      int taken = Math.min(missing, to - at);
      kept.append(piece, at, at + taken);
      at += taken;
      if (taken == missing) {
        frames.frame(NO_TYPE, kept.array(), PREFIX, kept.length());
        kept.clear();
      }
    }
    while (to - at >= PREFIX) {
      long length = length(piece, at);
      if (length > FRAME_MAX) {
        return false;
      }
      if (to - at - PREFIX < length) {
        break;
      }
      frames.frame(NO_TYPE, piece, at + PREFIX, at + PREFIX + (int) length);
      at += PREFIX + (int) length;
    }
    kept.append(piece, at, to);
    return true;
  }

  private static long length(byte[] array, int at) {
    return (array[at] & 0xFFL) << 24
        | (array[at + 1] & 0xFFL) << 16
        | (array[at + 2] & 0xFFL) << 8
        | (array[at + 3] & 0xFFL);
  }
}
