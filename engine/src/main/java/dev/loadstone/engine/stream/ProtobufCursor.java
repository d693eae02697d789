package dev.loadstone.engine.stream;

/**
 * Goes through the fields of a message of protobuf. Not thread-safe; allocates nothing.
 *
 * <p><b>Source:</b> protobuf.dev, "Encoding".
 */
final class ProtobufCursor {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int VARINT_BYTES_MAX = 10;

  private byte[] array = new byte[0];
  private int at;
  private int end;
  private int field;
  private long number;
  private int from;
  private int to;
  private boolean broken;

  /** Begins with a message. */
  ProtobufCursor of(byte[] source, int begin, int finish) {
    array = source;
    at = begin;
    end = finish;
    broken = false;
    return this;
  }

  /** Goes to the next field; false at the end, or where the message is broken. */
  boolean next() {
    if (at >= end || broken) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    from = at;
    to = at;
    switch ((int) (tag & 7)) {
      case VARINT -> number = varint();
      case FIXED64 -> number = fixed(Long.BYTES);
      case FIXED32 -> number = fixed(Integer.BYTES);
      case LENGTH -> {
        long length = varint();
        from = at;
        broken |= length < 0 || length > end - at;
        at = broken ? at : at + (int) length;
        to = at;
      }
      default -> broken = true;
    }
    return !broken;
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < VARINT_BYTES_MAX && at < end; i++) {
      byte b = array[at++];
      value |= (b & 0x7FL) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    broken = true;
    return 0;
  }

  private long fixed(int bytes) {
    if (end - at < bytes) {
      broken = true;
      return 0;
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (array[at++] & 0xFFL) << (8 * i);
    }
    return value;
  }

  /** Returns whether the message could not be read to its end. */
  boolean isBroken() {
    return broken;
  }

  /** Returns the number of the field. */
  int field() {
    return field;
  }

  /** Returns the value of a field that is a number, its bits if it is a floating-point one. */
  long number() {
    return number;
  }

  /** Returns where the value of a field with a length begins. */
  int from() {
    return from;
  }

  /** Returns where it ends, excluded. */
  int to() {
    return to;
  }
}
