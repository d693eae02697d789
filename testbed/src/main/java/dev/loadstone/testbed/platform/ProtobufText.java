package dev.loadstone.testbed.platform;

import java.nio.charset.StandardCharsets;

/**
 * Writes a message of protobuf into a text in which each character is a byte. Not thread-safe.
 *
 * <p><b>Source:</b> protobuf.dev, "Encoding": tag, varint, fixed64, length-delimited.
 */
final class ProtobufText {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;

  private final StringBuilder out = new StringBuilder();

  ProtobufText number(int field, long value) {
    tag(field, VARINT);
    return varint(value);
  }

  ProtobufText real(int field, double value) {
    tag(field, FIXED64);
    long bits = Double.doubleToLongBits(value);
    for (int i = 0; i < Double.BYTES; i++) {
      out.append((char) ((bits >>> (8 * i)) & 0xFF));
    }
    return this;
  }

  ProtobufText text(int field, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return raw(field, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  ProtobufText message(int field, ProtobufText message) {
    return raw(field, message.toString());
  }

  private ProtobufText raw(int field, String bytes) {
    tag(field, LENGTH);
    varint(bytes.length());
    out.append(bytes);
    return this;
  }

  private void tag(int field, int kind) {
    varint(((long) field << 3) | kind);
  }

  private ProtobufText varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.append((char) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.append((char) rest);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
