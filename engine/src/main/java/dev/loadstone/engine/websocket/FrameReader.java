package dev.loadstone.engine.websocket;

import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * Reads messages and control frames from pieces of what a server sends. A message that comes whole
 * in one piece is handed on where it stands; only what is split over pieces or frames is copied.
 * Allocates nothing else. Not thread-safe.
 *
 * <p>Source: RFC 6455, sections 5 (framing), 7.4 (close codes) and 8.1 (UTF-8). No extension is
 * offered, so that reserved bits must be 0.
 */
final class FrameReader {
  /** Most bytes of a message. */
  static final int MESSAGE_MAX = 64 * 1024 * 1024;

  private static final int CONTROL_MAX = 125;
  private static final int LENGTH_IN_2 = 126;
  private static final int LENGTH_IN_8 = 127;
  private static final int KEPT_MAX = 256;

  private final Listener listener;
  private final Bytes partial = new Bytes();
  private final Bytes message = new Bytes();
  private int fragmented = -1;
  private boolean stopped;

  /** Hears of what was read, in order. */
  interface Listener {
    /** A whole message; the array means something else afterwards. */
    void message(byte[] data, int from, int to, boolean text);

    /** A ping with what a pong must carry. */
    void ping(byte[] data, int from, int to);

    /** A pong with what it carries. */
    void pong(byte[] data, int from, int to);

    /**
     * A close frame.
     *
     * @param code {@link CloseCode#NONE} if it has none
     * @param reason for a person; may be empty
     */
    void close(int code, String reason);
  }

  FrameReader(Listener listener) {
    this.listener = listener;
  }

  /** Reads no further, even of the piece that is being read. */
  void stop() {
    stopped = true;
    partial.shrink(0);
    message.shrink(0);
  }

  /**
   * Reads on.
   *
   * @throws ProtocolViolation if it is not WebSocket; nothing more must be read then
   */
  void read(byte[] data, int from, int to) throws ProtocolViolation {
    if (partial.length() == 0) {
      int used = frames(data, from, to);
      if (used < to && !stopped) {
        partial.append(data, used, to);
      }
      return;
    }
    partial.append(data, from, to);
    byte[] all = partial.array();
    int length = partial.length();
    int used = frames(all, 0, length);
    if (used > 0 && !stopped) {
      partial.shrink(KEPT_MAX);
      partial.append(all, used, length);
    }
  }

  /** Reads whole frames, and returns where the first that is not whole begins. */
  private int frames(byte[] data, int from, int to) throws ProtocolViolation {
    int at = from;
    while (!stopped && to - at >= 2) {
      int short7 = data[at + 1] & 0x7F;
      checkHead(data[at], data[at + 1], short7);
      int header = short7 == LENGTH_IN_8 ? 10 : short7 == LENGTH_IN_2 ? 4 : 2;
      if (to - at < header) {
        return at;
      }
      long length = header == 2 ? short7 : number(data, at + 2, header - 2);
      if (length < 0 || length + message.length() > MESSAGE_MAX) {
        throw new ProtocolViolation(
            CloseCode.TOO_BIG, "a message is longer than " + MESSAGE_MAX + " bytes");
      }
      if (to - at - header < length) {
        return at;
      }
      int payload = at + header;
      at = payload + (int) length;
      take(data[payload - header], data, payload, at);
    }
    return at;
  }

  private static long number(byte[] data, int from, int length) {
    long number = 0;
    for (int i = from; i < from + length; i++) {
      number = (number << 8) | (data[i] & 0xFF);
    }
    return number;
  }

  private void checkHead(byte first, byte second, int length) throws ProtocolViolation {
    int opcode = first & 0x0F;
    boolean last = (first & 0x80) != 0;
    if ((first & 0x70) != 0) {
      throw violation("a frame has reserved bits set, though no extension was agreed");
    }
    if ((second & 0x80) != 0) {
      throw violation("the server masks its frames");
    }
    if (Opcode.isControl(opcode)) {
      if (opcode > Opcode.PONG) {
        throw violation("a frame has the unknown opcode " + opcode);
      }
      if (!last || length > CONTROL_MAX) {
        throw violation("a control frame is fragmented or longer than " + CONTROL_MAX + " bytes");
      }
    } else if (opcode > Opcode.BINARY) {
      throw violation("a frame has the unknown opcode " + opcode);
    } else if (opcode == Opcode.CONTINUATION && fragmented < 0) {
      throw violation("a continuation frame has nothing to continue");
    } else if (opcode != Opcode.CONTINUATION && fragmented >= 0) {
      throw violation("a message begins within another");
    }
  }

  private static ProtocolViolation violation(String message) {
    return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, message);
  }

  private void take(byte first, byte[] data, int from, int to) throws ProtocolViolation {
    int opcode = first & 0x0F;
    switch (opcode) {
      case Opcode.PING -> listener.ping(data, from, to);
      case Opcode.PONG -> listener.pong(data, from, to);
      case Opcode.CLOSE -> close(data, from, to);
      default -> takeData(opcode, (first & 0x80) != 0, data, from, to);
    }
  }

  private void takeData(int opcode, boolean last, byte[] data, int from, int to)
      throws ProtocolViolation {
    if (fragmented < 0 && last) {
      tell(opcode, data, from, to);
      return;
    }
    if (opcode != Opcode.CONTINUATION) {
      fragmented = opcode;
    }
    message.append(data, from, to);
    if (last) {
      int kind = fragmented;
      fragmented = -1;
      tell(kind, message.array(), 0, message.length());
      message.shrink(KEPT_MAX);
    }
  }

  private void tell(int opcode, byte[] data, int from, int to) throws ProtocolViolation {
    boolean text = opcode == Opcode.TEXT;
    if (text && !Utf8.isValid(data, from, to)) {
      throw new ProtocolViolation(CloseCode.NOT_UTF_8, "a text message is not UTF-8");
    }
    listener.message(data, from, to, text);
  }

  private void close(byte[] data, int from, int to) throws ProtocolViolation {
    stopped = true;
    if (to == from) {
      listener.close(CloseCode.NONE, "");
      return;
    }
    int code = to - from < 2 ? 0 : (int) number(data, from, 2);
    if (!CloseCode.maySend(code)) {
      throw violation("a close frame has the code " + code + ", which none may have");
    }
    if (!Utf8.isValid(data, from + 2, to)) {
      throw new ProtocolViolation(CloseCode.NOT_UTF_8, "a close frame's reason is not UTF-8");
    }
    listener.close(code, new String(data, from + 2, to - from - 2, StandardCharsets.UTF_8));
  }
}
