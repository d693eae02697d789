package dev.loadstone.report.imports;

import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.LatencyRecorder;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** What was recorded in a second of the clock, by the numbers of series and counters. */
final class SampledSecond {
  private static final int FIRST_CAPACITY = 8;
  private static final long UNKNOWN = -1;

  /** Times by series, as buckets of {@link LatencyRecorder}. */
  private int[][] buckets = new int[0][];

  private int[] sizes = new int[0];
  private long[] counts = new long[0];
  private long users = UNKNOWN;
  private long usersChange;
  private long began;
  private long ended;

  /** Adds a time to a series. */
  void time(int series, long nanos) {
    if (series >= sizes.length) {
      sizes = Arrays.copyOf(sizes, series + 1);
      int known = buckets.length;
      buckets = Arrays.copyOf(buckets, series + 1);
      Arrays.fill(buckets, known, series + 1, new int[0]);
    }
    if (sizes[series] == buckets[series].length) {
      buckets[series] = Arrays.copyOf(buckets[series], Math.max(FIRST_CAPACITY, 2 * sizes[series]));
    }
    buckets[series][sizes[series]++] =
        LatencyRecorder.indexOf(Math.clamp(nanos, 0L, Histograms.NANOS_MAX));
  }

  /** Adds to a counter. */
  void count(int counter, long more) {
    if (counter >= counts.length) {
      counts = Arrays.copyOf(counts, counter + 1);
    }
    counts[counter] += more;
  }

  void users(long now) {
    users = now;
  }

  void usersChange(int change) {
    usersChange += change;
  }

  void began() {
    began++;
  }

  void ended() {
    ended++;
  }

  /** Returns how many series there may be times of. */
  int series() {
    return sizes.length;
  }

  /** Returns whether there are times of a series. */
  boolean has(int series) {
    return sizes[series] > 0;
  }

  /** Adds the times of a series to a histogram. */
  void addTo(Histogram histogram, int series) {
    for (int i = 0; i < sizes[series]; i++) {
      histogram.recordValue(LatencyRecorder.valueOf(buckets[series][i]));
    }
  }

  /** Returns the counters by number, copied; those at the end that are 0 may be missing. */
  long[] counts() {
    return Arrays.copyOf(counts, counts.length);
  }

  /** Returns how many more requests were under way at its end than at its start. */
  long underWayChange() {
    return began - ended;
  }

  /** Returns how many users there are at its end, if there were so many before it. */
  long usersAfter(long before) {
    return users == UNKNOWN ? before + usersChange : users;
  }
}
