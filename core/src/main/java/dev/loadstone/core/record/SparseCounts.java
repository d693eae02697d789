package dev.loadstone.core.record;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A distribution of times in few bytes: counts by bucket, 128 buckets to a doubling, so that a
 * bucket is at most 0.8 % wide; empty buckets take no room. Immutable.
 *
 * <p>Coding: for each bucket that is not empty, in rising order, the distance to the bucket before
 * and the count, both as numbers of seven bits to a byte, the lowest first.
 */
public final class SparseCounts {
  /** No values. */
  public static final SparseCounts EMPTY = new SparseCounts(new byte[0]);

  private static final int COARSER = 3;

  private final byte[] coded;

  private SparseCounts(byte[] coded) {
    this.coded = coded;
  }

  /** Returns the counts of a histogram of nanoseconds. */
  public static SparseCounts of(Histogram histogram) {
    Writer writer = new Writer();
    if (histogram instanceof SparseHistogram sparse) {
      for (int i = 0; i < sparse.buckets(); i++) {
        writer.add(sparse.index(i) >> COARSER, sparse.count(i));
      }
      return writer.done();
    }
    for (HistogramIterationValue value : histogram.recordedValues()) {
      writer.add(bucketOf(value.getValueIteratedTo()), value.getCountAddedInThisIterationStep());
    }
    return writer.done();
  }

  /**
   * Returns the bucket of a time.
   *
   * @param nanos at least 0
   */
  public static int bucketOf(long nanos) {
    return LatencyRecorder.indexOf(nanos) >> COARSER;
  }

  /** Returns the counts of both together. */
  public SparseCounts plus(SparseCounts other) {
    Reader one = new Reader(coded);
    Reader two = new Reader(other.coded);
    Writer writer = new Writer();
    while (one.bucket != Reader.END || two.bucket != Reader.END) {
      Reader next = one.bucket <= two.bucket ? one : two;
      writer.add(next.bucket, next.count);
      next.advance();
    }
    return writer.done();
  }

  /** Returns how many values there are. */
  public long total() {
    return below(Integer.MAX_VALUE);
  }

  /** Returns how many values are in buckets below this one. */
  public long below(int bucket) {
    long sum = 0;
    for (Reader at = new Reader(coded); at.bucket < bucket; at.advance()) {
      sum += at.count;
    }
    return sum;
  }

  /** Goes through the buckets that are not empty. */
  private static final class Reader {
    static final int END = Integer.MAX_VALUE;

    private final byte[] coded;
    private int next;
    private int bucket = -1;
    private long count;

    Reader(byte[] coded) {
      this.coded = coded;
      advance();
    }

    void advance() {
      if (next == coded.length) {
        bucket = END;
        return;
      }
      bucket += (int) number();
      count = number();
    }

    private long number() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte part = coded[next++];
        value |= (long) (part & 0x7f) << shift;
        if (part >= 0) {
          return value;
        }
      }
    }
  }

  /** Takes buckets in rising order, and the same one more than once. */
  private static final class Writer {
    private byte[] coded = new byte[64];
    private int length;
    private int written = -1;
    private int bucket = -1;
    private long count;

    void add(int next, long more) {
      if (next != bucket) {
        flush();
        bucket = next;
      }
      count += more;
    }

    private void flush() {
      if (count > 0) {
        number(bucket - written);
        number(count);
        written = bucket;
        count = 0;
      }
    }

    private void number(long value) {
      if (length + 10 > coded.length) {
        coded = Arrays.copyOf(coded, coded.length * 2);
      }
      long rest = value;
      while (rest > 0x7f) {
        coded[length++] = (byte) ((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      coded[length++] = (byte) rest;
    }

    SparseCounts done() {
      flush();
      return new SparseCounts(Arrays.copyOf(coded, length));
    }
  }
}
