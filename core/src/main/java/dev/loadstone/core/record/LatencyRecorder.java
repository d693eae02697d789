package dev.loadstone.core.record;

import java.util.Arrays;
import java.util.Queue;
import org.HdrHistogram.Histogram;

/**
 * Counts times in HdrHistogram's buckets, written by one thread. {@link #record} allocates nothing,
 * except when a value is larger than any before in the interval's array.
 *
 * <p>Invariants: {@code counts} has the layout of a {@link Histogram} with {@link
 * Histograms#DIGITS} digits and a lowest discernible value of 1, so that index i stands for the
 * same values in both; all counts outside {@code [lowest, highest]} are 0. The owner hands the
 * array over by {@link #swap}; whoever gets it reads it into a histogram and clears it by {@link
 * Counts#drainTo}, after which it may be used again through the pool. What to re-check when
 * editing: the equality test against HdrHistogram over all bucket boundaries.
 */
public final class LatencyRecorder {
  private static final int SUB_BUCKET_HALF_MAGNITUDE = 10;
  private static final int SUB_BUCKET_HALF_COUNT = 1 << SUB_BUCKET_HALF_MAGNITUDE;
  private static final long SUB_BUCKET_MASK = 2L * SUB_BUCKET_HALF_COUNT - 1;
  private static final int LEADING_ZEROS_BASE = 64 - SUB_BUCKET_HALF_MAGNITUDE - 1;
  private static final int LENGTH_FIRST = 1 + indexOf((1L << 24) - 1);

  private int[] counts = new int[0];
  private int lowest = Integer.MAX_VALUE;
  private int highest = -1;

  /**
   * Counts one value.
   *
   * @param nanos a time; below 0 counts as 0, above {@link Histograms#NANOS_MAX} as that
   */
  public void record(long nanos) {
    int index = indexOf(Math.clamp(nanos, 0L, Histograms.NANOS_MAX));
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(LENGTH_FIRST, index + SUB_BUCKET_HALF_COUNT));
    }
    counts[index]++;
    if (index < lowest) {
      lowest = index;
    }
    if (index > highest) {
      highest = index;
    }
  }

  /** Returns whether nothing was counted since the last swap. */
  public boolean isEmpty() {
    return highest < 0;
  }

  /**
   * Hands over what was counted and begins anew with a cleared array.
   *
   * @param pool cleared arrays to be used again; may be empty
   */
  public Counts swap(Queue<int[]> pool) {
    Counts handed = new Counts(counts, lowest, highest);
    int[] cleared = pool.poll();
    counts = cleared == null ? new int[0] : cleared;
    lowest = Integer.MAX_VALUE;
    highest = -1;
    return handed;
  }

  /**
   * Returns the bucket of a value.
   *
   * @param nanos at least 0
   */
  public static int indexOf(long nanos) {
    int bucket = LEADING_ZEROS_BASE - Long.numberOfLeadingZeros(nanos | SUB_BUCKET_MASK);
    int subBucket = (int) (nanos >>> bucket);
    return ((bucket + 1) << SUB_BUCKET_HALF_MAGNITUDE) + subBucket - SUB_BUCKET_HALF_COUNT;
  }

  /**
   * Returns the smallest value of a bucket, in nanoseconds.
   *
   * @param index one that {@link #indexOf} gives
   */
  public static long valueOf(int index) {
    int bucket = (index >> SUB_BUCKET_HALF_MAGNITUDE) - 1;
    int subBucket = (index & (SUB_BUCKET_HALF_COUNT - 1)) + SUB_BUCKET_HALF_COUNT;
    if (bucket < 0) {
      subBucket -= SUB_BUCKET_HALF_COUNT;
      bucket = 0;
    }
    return ((long) subBucket) << bucket;
  }

  /** An array of counts that its writer has handed over. Used by one thread. */
  public static final class Counts {
    private final int[] counts;
    private final int lowest;
    private final int highest;

    private Counts(int[] counts, int lowest, int highest) {
      this.counts = counts;
      this.lowest = lowest;
      this.highest = highest;
    }

    /**
     * Adds the counts to a histogram, clears them, and gives the array back to be used again. The
     * highest value comes first, so that a histogram which grows need do so only once: growing with
     * every doubling of a rising value made several times its size of garbage, for each series and
     * second.
     *
     * @param histogram gets the counts
     * @param pool gets the cleared array
     */
    public void drainTo(Histogram histogram, Queue<int[]> pool) {
      for (int index = highest; index >= lowest; index--) {
        if (counts[index] != 0) {
          histogram.recordValueWithCount(valueOf(index), counts[index]);
        }
      }
      if (highest >= 0) {
        Arrays.fill(counts, lowest, highest + 1, 0);
      }
      pool.add(counts);
    }
  }
}
