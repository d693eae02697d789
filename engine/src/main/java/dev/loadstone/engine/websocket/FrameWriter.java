package dev.loadstone.engine.websocket;

import dev.loadstone.engine.value.Bytes;

/** Writes a client's frames, which are masked. Source: RFC 6455, sections 5.2 and 5.3. */
final class FrameWriter {
  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT_MAX = 125;
  private static final int MEDIUM_MAX = 0xFFFF;

  private FrameWriter() {}

  /**
   * Writes the head of a frame that is a whole message or a control frame, and masks its payload in
   * place.
   *
   * @param mask to be unpredictable
   * @param head emptied before
   */
  static void write(int opcode, int mask, Bytes payload, Bytes head) {
    int length = payload.length();
    head.clear().append((byte) (LAST | opcode));
    if (length <= SHORT_MAX) {
      head.append((byte) (MASKED | length));
    } else if (length <= MEDIUM_MAX) {
      head.append((byte) (MASKED | 126)).append((byte) (length >> 8)).append((byte) length);
    } else {
      head.append((byte) (MASKED | 127));
      for (int shift = 56; shift >= 0; shift -= 8) {
        head.append((byte) ((long) length >> shift));
      }
    }
    for (int shift = 24; shift >= 0; shift -= 8) {
      head.append((byte) (mask >> shift));
    }
    byte[] data = payload.array();
    for (int i = 0; i < length; i++) {
      data[i] ^= (byte) (mask >> (24 - ((i & 3) << 3)));
    }
  }
}
