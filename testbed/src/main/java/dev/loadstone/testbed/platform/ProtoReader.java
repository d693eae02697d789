package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a message of Protocol Buffers, field by field; of fields that come twice the last counts.
 *
 * <p><b>Source:</b> protobuf.dev, "Encoding".
 */
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;
  private static final int TAG_BITS = 3;
  private static final int TYPE_MASK = 7;
  private static final int GROUP_BITS = 7;
  private static final int GROUP_MASK = 0x7F;
  private static final int VARINT_BITS_MAX = 63;

  private final Buffer in;
  private final List<Field> fields = new ArrayList<>();
  private int at;

  private record Field(int number, Buffer value) {}

  private ProtoReader(Buffer in) {
    this.in = in;
  }

  /**
   * Reads a message.
   *
   * @throws IndexOutOfBoundsException if it ends too early
   * @throws IllegalArgumentException if it is none
   */
  static ProtoReader of(Buffer message) {
    ProtoReader reader = new ProtoReader(message);
    while (reader.at < message.length()) {
      reader.field();
    }
    return reader;
  }

  private void field() {
    long tag = varint();
    int number = (int) (tag >>> TAG_BITS);
    switch ((int) (tag & TYPE_MASK)) {
      case VARINT -> varint();
      case FIXED_64 -> at += Long.BYTES;
      case FIXED_32 -> at += Integer.BYTES;
      case LENGTH -> {
        long length = varint();
        if (length < 0 || at + length > in.length()) {
          throw new IndexOutOfBoundsException("field " + number + " is cut off");
        }
        fields.add(new Field(number, in.getBuffer(at, at + (int) length)));
        at += (int) length;
      }
      default -> throw new IllegalArgumentException("no wire type " + (tag & TYPE_MASK));
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift <= VARINT_BITS_MAX; shift += GROUP_BITS) {
      byte next = in.getByte(at++);
      value |= (long) (next & GROUP_MASK) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is longer than 10 bytes");
  }

  /** Returns whether a field with a length is there. */
  boolean has(int number) {
    return fields.stream().anyMatch(field -> field.number == number);
  }

  /** Returns a text; empty if it is not there. */
  String text(int number) {
    String text = "";
    for (Field field : fields) {
      text = field.number == number ? field.value.toString() : text;
    }
    return text;
  }
}
