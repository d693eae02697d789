package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message of Protocol Buffers.
 *
 * <p><b>Source:</b> protobuf.dev, "Encoding".
 */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int TAG_BITS = 3;
  private static final int GROUP_BITS = 7;
  private static final int GROUP_MASK = 0x7F;
  private static final int MORE = 0x80;

  private final Buffer out = Buffer.buffer();

  /** Writes a whole number; also an enum's, and 1 for true. */
  ProtoWriter number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** Writes a floating-point number of 64 bits. */
  ProtoWriter real(int field, double value) {
    tag(field, FIXED64);
    out.appendLongLE(Double.doubleToLongBits(value));
    return this;
  }

  /** Writes a text. */
  ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a message, even an empty one. */
  ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, value.out.getBytes());
  }

  /** Writes bytes, even none. */
  ProtoWriter bytes(int field, byte[] value) {
    tag(field, LENGTH);
    varint(value.length);
    out.appendBytes(value);
    return this;
  }

  private void tag(int field, int kind) {
    varint(((long) field << TAG_BITS) | kind);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~GROUP_MASK) != 0) {
      out.appendByte((byte) ((rest & GROUP_MASK) | MORE));
      rest >>>= GROUP_BITS;
    }
    out.appendByte((byte) rest);
  }

  /** Returns the message. */
  Buffer buffer() {
    return out;
  }
}
