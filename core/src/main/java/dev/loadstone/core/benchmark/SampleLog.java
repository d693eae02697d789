package dev.loadstone.core.benchmark;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Every iteration of a benchmark at one level, in the order in which they ended, the warm-up's
 * first. Memory: 16 bytes per iteration, for at most {@value Sampling#KEPT_MAX} iterations. Not
 * thread-safe.
 */
public final class SampleLog {
  private static final int FIRST_CAPACITY = 256;
  private static final double FAILED = Double.NaN;
  private static final double NANOS = 1e9;

  private final Map<String, Long> errors = new TreeMap<>();
  private long[] starts = new long[FIRST_CAPACITY];
  private double[] durations = new double[FIRST_CAPACITY];
  private int size;
  private int warmUp;
  private long endNanos = Long.MIN_VALUE;

  /** Creates an empty log. */
  public SampleLog() {}

  /** Says that what is added from now on are samples. */
  public void warmUpEnds() {
    warmUp = size;
  }

  /**
   * Adds a successful iteration.
   *
   * @param startNanos when it began, on any clock
   * @param nanos how long it took; at least 0
   * @throws IllegalStateException if the log is full
   */
  public void add(long startNanos, long nanos) {
    append(startNanos, Math.max(0, nanos) / NANOS);
    endNanos = Math.max(endNanos, startNanos + nanos);
  }

  /**
   * Adds a successful iteration of which the mean time of its operations is known, which may be
   * less than a nanosecond.
   *
   * @param startNanos when it began, on any clock
   * @param nanos how long the iteration took with all of its operations
   * @param seconds how long an operation took
   * @throws IllegalStateException if the log is full
   */
  public void addMean(long startNanos, long nanos, double seconds) {
    append(startNanos, seconds);
    endNanos = Math.max(endNanos, startNanos + nanos);
  }

  /**
   * Adds a failed iteration, whose time is no sample of the component's.
   *
   * @param startNanos when it began
   * @param nanos how long it took
   * @param error its class
   * @throws IllegalStateException if the log is full
   */
  public void addFailed(long startNanos, long nanos, String error) {
    append(startNanos, FAILED);
    endNanos = Math.max(endNanos, startNanos + nanos);
    errors.merge(error, 1L, Long::sum);
  }

  private void append(long start, double duration) {
    if (isFull()) {
      throw new IllegalStateException("the log is full: " + size);
    }
    if (size == starts.length) {
      int capacity = Math.min(2 * size, Sampling.KEPT_MAX);
      starts = Arrays.copyOf(starts, capacity);
      durations = Arrays.copyOf(durations, capacity);
    }
    starts[size] = start;
    durations[size] = duration;
    size++;
  }

  /** Returns whether nothing more can be added. */
  public boolean isFull() {
    return size == Sampling.KEPT_MAX;
  }

  /** Returns how many iterations there are, the warm-up's among them. */
  public int size() {
    return size;
  }

  /** Returns how many of them are the warm-up's. */
  public int warmUp() {
    return warmUp;
  }

  /** Returns how many iterations failed, by class, sorted; the warm-up's among them. */
  public Map<String, Long> errors() {
    return Collections.unmodifiableMap(new TreeMap<>(errors));
  }

  /** Returns how many iterations from an index on succeeded. */
  public int succeeded(int from) {
    int count = 0;
    for (int i = from; i < size; i++) {
      count += Double.isNaN(durations[i]) ? 0 : 1;
    }
    return count;
  }

  /**
   * Returns when an iteration began, on the clock of its own.
   *
   * @param index from 0, below {@link #size}
   */
  public long startNanos(int index) {
    return starts[Objects.checkIndex(index, size)];
  }

  /**
   * Returns when the last iteration ended, on the same clock; the least number if there is none.
   */
  public long endNanos() {
    return endNanos;
  }

  /** Returns how long an iteration took, in seconds; NaN if it failed. */
  public double seconds(int index) {
    return durations[Objects.checkIndex(index, size)];
  }

  /** Returns the seconds that successful iterations from an index on took, in order. */
  public double[] durations(int from) {
    return Arrays.stream(durations, from, size).filter(value -> !Double.isNaN(value)).toArray();
  }

  /**
   * Returns the index of the n-th successful iteration.
   *
   * @param n from 0; below the number of successful ones
   */
  public int indexOfSuccess(int n) {
    int seen = -1;
    for (int i = 0; i < size; i++) {
      seen += Double.isNaN(durations[i]) ? 0 : 1;
      if (seen == n) {
        return i;
      }
    }
    throw new IndexOutOfBoundsException(n);
  }

  /**
   * Returns the seconds from the first start to the last end of the iterations from an index on; 0
   * if there are none.
   */
  public double span(int from) {
    long first = Arrays.stream(starts, from, size).min().orElse(endNanos);
    return size == 0 ? 0 : Math.max(0, endNanos - first) / NANOS;
  }
}
