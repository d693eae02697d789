package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;

/**
 * Reads messages that stand behind their length: four bytes, the highest first. Before it a byte
 * may stand that says whether the message is compressed; one that is has a type. Not thread-safe;
 * allocates only to grow.
 *
 * <p><b>Source:</b> ag-ui 1.0.0, {@code client/src/transform/proto.ts}; gRPC over HTTP/2,
 * "Length-Prefixed-Message".
 */
public final class LengthPrefixReader implements FrameReader {
  private static final Bytes PLAIN = new Bytes();
  private static final Bytes COMPRESSED = new Bytes().append("compressed");
  private static final int KEPT_BETWEEN = 64 * 1024;
  private static final int LENGTH = 4;

  private final int flags;
  private final int prefix;
  private final Bytes partial = new Bytes();

  /**
   * Creates one.
   *
   * @param flags how many bytes stand before the length, 0 or 1
   */
  public LengthPrefixReader(int flags) {
    this.flags = flags;
    this.prefix = flags + LENGTH;
  }

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
      if (partial.length() == 0 && to - at >= prefix) {
        long length = length(piece, at);
        if (length > FRAME_MAX) {
          return false;
        }
        if (length <= to - at - prefix) {
          int end = at + prefix + (int) length;
          frames.frame(type(piece, at), piece, at + prefix, end);
          at = end;
          continue;
        }
      }
      int taken = Math.min(missing(), to - at);
      partial.append(piece, at, at + taken);
      at += taken;
      if (partial.length() >= prefix && length(partial.array(), 0) > FRAME_MAX) {
        return false;
      }
      if (partial.length() >= prefix && missing() == 0) {
        byte[] whole = partial.array();
        int end = partial.length();
        partial.clear();
        frames.frame(type(whole, 0), whole, prefix, end);
      }
    }
    return true;
  }

  /** Returns how many bytes the partial message lacks, as far as that is known. */
  private int missing() {
    int known = partial.length();
    return known < prefix ? prefix - known : (int) length(partial.array(), 0) + prefix - known;
  }

  private Bytes type(byte[] array, int at) {
    return flags == 0 || array[at] == 0 ? PLAIN : COMPRESSED;
  }

  private long length(byte[] array, int at) {
    return ((array[at + flags] & 0xFFL) << 24)
        | ((array[at + flags + 1] & 0xFFL) << 16)
        | ((array[at + flags + 2] & 0xFFL) << 8)
        | (array[at + flags + 3] & 0xFFL);
  }
}
