package dev.loadstone.engine.record;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.LatencyRecorder.Counts;
import dev.loadstone.core.record.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * What one event loop recorded in one interval, on its way to be merged. Filled by the loop, then
 * read by one other thread.
 */
public final class LoopInterval {
  private final int index;
  private final long endNanos;
  private final boolean last;
  private final Queue<int[]> pool;
  private final List<Series> series = new ArrayList<>();
  private final Map<CounterKey, Long> counters = new HashMap<>();
  private long inFlight;
  private long users;
  private long connections;
  private long lagNanosMax;

  /** A handed-over recorder. */
  record Series(SeriesKey key, Counts counts) {}

  /**
   * Creates an empty one.
   *
   * @param index from 0
   * @param endNanos nanoseconds from the start of the run
   * @param last whether the loop records nothing more
   * @param pool takes the emptied arrays back
   */
  public LoopInterval(int index, long endNanos, boolean last, Queue<int[]> pool) {
    this.last = last;
    this.index = index;
    this.endNanos = endNanos;
    this.pool = pool;
  }

  /** Returns the interval's number. */
  public int index() {
    return index;
  }

  /** Returns when it ended. */
  public long endNanos() {
    return endNanos;
  }

  /** Returns whether the loop records nothing more. */
  public boolean isLast() {
    return last;
  }

  Queue<int[]> pool() {
    return pool;
  }

  List<Series> series() {
    return series;
  }

  Map<CounterKey, Long> counters() {
    return counters;
  }

  void count(CounterKey key, long value) {
    if (value != 0) {
      counters.merge(key, value, Long::sum);
    }
  }

  /** Sets the levels at the end of the interval, and the most that the loop was late. */
  public void levels(long iterations, long virtualUsers, long openConnections, long lagNanos) {
    inFlight = iterations;
    users = virtualUsers;
    connections = openConnections;
    lagNanosMax = lagNanos;
  }

  long inFlight() {
    return inFlight;
  }

  long users() {
    return users;
  }

  long connections() {
    return connections;
  }

  long lagNanosMax() {
    return lagNanosMax;
  }
}
