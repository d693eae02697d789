package dev.loadstone.engine.grpc;

import dev.loadstone.engine.stream.FrameReader;
import dev.loadstone.engine.value.Bytes;

/**
 * Reads messages, each behind a byte that says whether it is compressed and four that say how long
 * it is. Not thread-safe; allocates only to grow.
 *
 * <p><b>Source:</b> gRPC over HTTP/2, "Length-Prefixed-Message".
 */
final class GrpcFrameReader implements FrameReader {
  /** How many bytes stand before each message. */
  static final int PREFIX = 5;

  private static final Bytes PLAIN = new Bytes();
  private static final Bytes COMPRESSED = new Bytes().append("compressed");
  private static final int KEPT_BETWEEN = 64 * 1024;

  private final Bytes partial = new Bytes();

  @Override
  public void reset() {
    partial.shrink(KEPT_BETWEEN);
  }

  @Override
  public boolean isInFrame() {
    return partial.length() > 0;
  }

  @Override
  public boolean isCutOff() {
    return isInFrame();
  }

  @Override
  public boolean take(byte[] piece, int from, int to, Frames frames) {
    int at = from;
    while (at < to) {
      if (partial.length() == 0 && to - at >= PREFIX) {
        long end = at + PREFIX + length(piece, at);
        if (end > at + PREFIX + (long) FRAME_MAX) {
          return false;
        }
        if (end <= to) {
          frames.frame(type(piece[at]), piece, at + PREFIX, (int) end);
          at = (int) end;
          continue;
        }
      }
      int missing = missing();
      int taken = Math.min(missing, to - at);
      partial.append(piece, at, at + taken);
      at += taken;
      if (partial.length() >= PREFIX && length(partial.array(), 0) > FRAME_MAX) {
        return false;
      }
      if (partial.length() >= PREFIX && missing() == 0) {
        byte[] whole = partial.array();
        int end = partial.length();
        partial.clear();
        frames.frame(type(whole[0]), whole, PREFIX, end);
      }
    }
    return true;
  }

  /** Returns how many bytes the partial message lacks, as far as that is known. */
  private int missing() {
    int known = partial.length();
    return known < PREFIX ? PREFIX - known : (int) length(partial.array(), 0) + PREFIX - known;
  }

  private static Bytes type(byte flag) {
    return flag == 0 ? PLAIN : COMPRESSED;
  }

  private static long length(byte[] array, int prefix) {
    return ((array[prefix + 1] & 0xFFL) << 24)
        | ((array[prefix + 2] & 0xFFL) << 16)
        | ((array[prefix + 3] & 0xFFL) << 8)
        | (array[prefix + 4] & 0xFFL);
  }

  /** Appends a message's prefix, its length not yet known; returns where it stands. */
  static int begin(Bytes out) {
    int prefix = out.length();
    for (int i = 0; i < PREFIX; i++) {
      out.append((byte) 0);
    }
    return prefix;
  }

  /** Writes the length of a message that has been appended behind its prefix. */
  static void end(Bytes out, int prefix) {
    int length = out.length() - prefix - PREFIX;
    byte[] array = out.array();
    array[prefix + 1] = (byte) (length >>> 24);
    array[prefix + 2] = (byte) (length >>> 16);
    array[prefix + 3] = (byte) (length >>> 8);
    array[prefix + 4] = (byte) length;
  }
}
