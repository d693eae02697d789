package dev.loadstone.core.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * A histogram that was read, and knows which of its buckets are not empty: {@link Histograms#add}
 * then costs what it holds, not what it could hold. It is read anew as often as wanted and keeps
 * its room; it cannot be changed otherwise. Not thread-safe.
 *
 * <p>Invariants: {@code indexes} rise, {@code counts} are above 0, and both tell the same as the
 * histogram itself. What to re-check when editing: the equality test against HdrHistogram's own
 * decoder.
 */
public final class SparseHistogram extends Histogram {
  private static final long serialVersionUID = 1;
  private static final int FIRST_ROOM = 64;
  private static final int LAST_BYTE_SHIFT = 56;
  private static final int INDEX_MAX = LatencyRecorder.indexOf(Long.MAX_VALUE);

  private int[] indexes = new int[FIRST_ROOM];
  private long[] counts = new long[FIRST_ROOM];
  private int size;

  /** Creates an empty one. */
  public SparseHistogram() {
    super(Histograms.DIGITS);
  }

  /**
   * Replaces what it holds.
   *
   * <p><b>Source:</b> HdrHistogram 2.2.2, {@code AbstractHistogram.encodeIntoByteBuffer} and {@code
   * ZigZagEncoding}: the payload of encoding V2, of a histogram with {@link Histograms#DIGITS}
   * digits and a lowest discernible value of 1.
   *
   * @param payload read from its position to its limit
   * @throws java.nio.BufferUnderflowException if it ends within a number
   * @throws IndexOutOfBoundsException if it has more buckets than there are
   * @throws ArithmeticException if it has more buckets than can be counted
   */
  public void read(ByteBuffer payload) {
    super.reset();
    size = 0;
    int index = 0;
    while (payload.hasRemaining()) {
      long number = number(payload);
      if (number > 0) {
        append(index++, number);
      } else {
        // One empty bucket is written as its count, several as how many they are, below 0.
        index = Math.toIntExact(Math.subtractExact(index, Math.min(number, -1)));
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      super.recordValueWithCount(LatencyRecorder.valueOf(indexes[i]), counts[i]);
    }
  }

  private void append(int index, long count) {
    Objects.checkIndex(index, INDEX_MAX + 1);
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    indexes[size] = index;
    counts[size++] = count;
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte part = in.get();
    while (part < 0 && shift < LAST_BYTE_SHIFT) {
      value |= (long) (part & 0x7f) << shift;
      shift += 7;
      part = in.get();
    }
    value |= (part & (shift < LAST_BYTE_SHIFT ? 0x7fL : 0xffL)) << shift;
    return (value >>> 1) ^ -(value & 1);
  }

  /** Returns how many buckets are not empty. */
  int buckets() {
    return size;
  }

  /** Returns the index of a bucket that is not empty, as {@link LatencyRecorder#indexOf} has it. */
  int index(int bucket) {
    return indexes[bucket];
  }

  /** Returns the count of a bucket that is not empty. */
  long count(int bucket) {
    return counts[bucket];
  }

  @Override
  public void reset() {
    throw readOnly();
  }

  @Override
  public void recordValue(long value) {
    throw readOnly();
  }

  @Override
  public void recordValueWithCount(long value, long count) {
    throw readOnly();
  }

  @Override
  public void recordValueWithExpectedInterval(long value, long interval) {
    throw readOnly();
  }

  @Override
  public void add(AbstractHistogram other) {
    throw readOnly();
  }

  @Override
  public void subtract(AbstractHistogram other) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a histogram that was read is not changed");
  }
}
