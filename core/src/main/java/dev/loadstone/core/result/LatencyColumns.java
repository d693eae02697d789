package dev.loadstone.core.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * Makes a {@link LatencyMap} interval by interval. When all columns are full, neighbours are
 * joined, and columns are twice as long. Not thread-safe.
 */
public final class LatencyColumns {
  private final List<Sum> columns = new ArrayList<>();
  private int intervalsPerColumn = 1;

  /** Creates a map without intervals. */
  public LatencyColumns() {}

  /** A column that still grows. */
  private static final class Sum {
    private final double start;
    private double end;
    private int intervals;
    private long[] counts = new long[0];

    Sum(double start) {
      this.start = start;
    }

    void add(double until, int more, long[] byRow) {
      end = until;
      intervals += more;
      if (byRow.length > counts.length) {
        counts = Arrays.copyOf(counts, byRow.length);
      }
      for (int row = 0; row < byRow.length; row++) {
        counts[row] += byRow[row];
      }
    }

    LatencyMap.Column column() {
      int lowest = 0;
      while (lowest < counts.length && counts[lowest] == 0) {
        lowest++;
      }
      long[] told = Arrays.copyOfRange(counts, lowest, counts.length);
      return new LatencyMap.Column(start, end, lowest, LongStream.of(told).boxed().toList());
    }
  }

  /**
   * Adds an interval.
   *
   * @param start seconds from the start of the run
   * @param end seconds from the start of the run
   * @param times response times in nanoseconds; not kept
   */
  public void add(double start, double end, Histogram times) {
    boolean full = columns.isEmpty() || columns.getLast().intervals == intervalsPerColumn;
    if (full && columns.size() == LatencyMap.COLUMNS_MAX) {
      join();
    }
    if (columns.isEmpty() || columns.getLast().intervals == intervalsPerColumn) {
      columns.add(new Sum(start));
    }
    columns.getLast().add(end, 1, byRow(times));
  }

  private void join() {
    List<Sum> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i += 2) {
      Sum pair = new Sum(columns.get(i).start);
      for (Sum one : columns.subList(i, Math.min(i + 2, columns.size()))) {
        pair.add(one.end, one.intervals, one.counts);
      }
      pairs.add(pair);
    }
    columns.clear();
    columns.addAll(pairs);
    intervalsPerColumn *= 2;
  }

  /** Returns the counts from row 0 on; the last is above 0. */
  private static long[] byRow(Histogram times) {
    if (times.getTotalCount() == 0) {
      return new long[0];
    }
    int first = LatencyMap.rowOf(times.getMinValue());
    long[] counts = new long[LatencyMap.rowOf(times.getMaxValue()) + 1];
    for (int row = first; row < counts.length; row++) {
      long from = row == 0 ? 0 : LatencyMap.nanosOf(row);
      counts[row] = times.getCountBetweenValues(from, LatencyMap.nanosOf(row + 1) - 1);
    }
    return counts;
  }

  /** Returns the map of the intervals so far. */
  public LatencyMap map() {
    return new LatencyMap(columns.stream().map(Sum::column).toList());
  }
}
