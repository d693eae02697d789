package dev.loadstone.engine.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Things that happen at times, the earliest first: a binary heap of deadlines in nanoseconds.
 * Entries are never removed early; what has lost its purpose must do nothing when it fires. Adding
 * and taking allocate only to grow. Not thread-safe.
 */
public final class TimerHeap {
  /** What {@link #nextDeadline} gives when nothing waits. */
  public static final long NEVER = Agenda.NEVER;

  /** By so much a loop may be late without being called so: less than a person could notice. */
  private static final long LATE_NANOS = 5_000_000L;

  /** After a delay, what it has delayed elsewhere on this machine follows for so long. */
  private static final long AFTERMATH_NANOS = 20_000_000L;

  private long[] deadlines = new long[64];
  private @Nullable Timed[] entries = new Timed[64];
  private int size;
  private long lateDue = NEVER;
  private long lateSeen = NEVER;

  /** Creates a heap without entries. */
  public TimerHeap() {}

  /** Adds an entry. */
  public void add(long deadline, Timed entry) {
    if (size == deadlines.length) {
      deadlines = Arrays.copyOf(deadlines, size * 2);
      entries = Arrays.copyOf(entries, size * 2);
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (deadlines[parent] <= deadline) {
        break;
      }
      deadlines[hole] = deadlines[parent];
      entries[hole] = entries[parent];
      hole = parent;
    }
    deadlines[hole] = deadline;
    entries[hole] = entry;
  }

  /** Returns the earliest deadline, or {@link #NEVER}. */
  public long nextDeadline() {
    return size == 0 ? NEVER : deadlines[0];
  }

  /** Returns how many entries wait. */
  public int size() {
    return size;
  }

  /**
   * Returns for how long, up to a time, who looks after the entries was late for one of them; what
   * it saw at that time may have waited for so long.
   *
   * @param nanos not long ago
   * @return 0 if it was on time
   */
  public long lateNanos(long nanos) {
    if (size > 0 && nanos - deadlines[0] > LATE_NANOS) {
      return nanos - deadlines[0];
    }
    boolean shortlyAfter =
        lateSeen != NEVER && nanos >= lateDue && nanos <= lateSeen + AFTERMATH_NANOS;
    return shortlyAfter ? nanos - lateDue : 0;
  }

  /**
   * Removes and returns the earliest entry if its deadline is not after {@code now}; null
   * otherwise.
   */
  public @Nullable Timed poll(long now) {
    if (size == 0 || deadlines[0] > now) {
      return null;
    }
    if (now - deadlines[0] > LATE_NANOS) {
      lateDue = deadlines[0];
      lateSeen = now;
    }
    Timed first = entries[0];
    size--;
    long deadline = deadlines[size];
    Timed entry = entries[size];
    entries[size] = null;
    int hole = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && deadlines[child + 1] < deadlines[child]) {
        child++;
      }
      if (deadline <= deadlines[child]) {
        break;
      }
      deadlines[hole] = deadlines[child];
      entries[hole] = entries[child];
      hole = child;
      child = 2 * hole + 1;
    }
    if (size > 0) {
      deadlines[hole] = deadline;
      entries[hole] = entry;
    }
    return first;
  }
}
