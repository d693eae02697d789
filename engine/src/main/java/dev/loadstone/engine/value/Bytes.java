package dev.loadstone.engine.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of bytes that is used again and again; an empty one costs hardly anything. Not
 * thread-safe; allocates only to grow.
 */
public final class Bytes {
  private static final int FIRST_CAPACITY = 32;
  private static final byte[] NOTHING = {};

  private byte[] array = NOTHING;
  private int length;

  /**
   * Returns the array itself; what stands beyond {@link #length} means nothing. It may be another
   * one after the next append.
   */
  public byte[] array() {
    return array;
  }

  /** Returns how many bytes there are. */
  public int length() {
    return length;
  }

  /** Removes all bytes. */
  public Bytes clear() {
    length = 0;
    return this;
  }

  /** Removes all bytes, and gives memory back beyond a limit. */
  public void shrink(int capacityMax) {
    length = 0;
    if (array.length > capacityMax) {
      array = NOTHING;
    }
  }

  /** Appends a byte. */
  public Bytes append(byte b) {
    reserve(1);
    array[length++] = b;
    return this;
  }

  /** Appends bytes from {@code from} (included) to {@code to} (excluded). */
  public Bytes append(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, array, length, to - from);
    length += to - from;
    return this;
  }

  /** Appends all bytes. */
  public Bytes append(byte[] source) {
    return append(source, 0, source.length);
  }

  /** Appends other bytes. */
  public Bytes append(Bytes other) {
    return append(other.array, 0, other.length);
  }

  /** Appends a text in UTF-8; allocates. */
  public Bytes append(String text) {
    return append(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a number in decimal digits; allocates nothing. */
  public Bytes appendNumber(long number) {
    if (number == Long.MIN_VALUE) {
      return append(Long.toString(number));
    }
    if (number < 0) {
      append((byte) '-');
    }
    long rest = Math.abs(number);
    int digits = digits(rest);
    reserve(digits);
    for (int i = length + digits - 1; i >= length; i--) {
      array[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void reserve(int more) {
    if (length + more > array.length) {
      int doubled = Math.max(FIRST_CAPACITY, array.length * 2);
      array = Arrays.copyOf(array, Math.max(doubled, length + more));
    }
  }

  /** Returns the bytes as text in UTF-8; allocates. */
  public String text() {
    return new String(array, 0, length, StandardCharsets.UTF_8);
  }

  /** Returns whether these are exactly the bytes. */
  public boolean holds(byte[] text) {
    return Arrays.equals(array, 0, length, text, 0, text.length);
  }
}
