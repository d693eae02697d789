package dev.loadstone.core.result;

import java.util.List;

/**
 * When how many operations took how long: the response times of successful operations, warm-up
 * included, counted by column of time and by row of length.
 *
 * <p>Rows are quarters of a doubling: row {@code 4·k + i} begins at {@code (4 + i)·2^(k + 8)}
 * nanoseconds and ends where the next begins; row 0 also has all that is shorter. A row's borders
 * are borders of the histograms' buckets, so that every value is counted in its own row. Columns
 * are some intervals of a second each, as many in every column but perhaps the last. There are at
 * most {@value #COLUMNS_MAX} columns and 150 rows, however long the run was.
 *
 * @param columns in the order of time, without gaps; empty without intervals
 */
public record LatencyMap(List<Column> columns) {
  /** Most columns. */
  public static final int COLUMNS_MAX = 240;

  /** The map of a run without intervals. */
  public static final LatencyMap EMPTY = new LatencyMap(List.of());

  private static final int SMALLEST_POWER = 10;

  /** Copies the columns. */
  public LatencyMap {
    columns = List.copyOf(columns);
  }

  /**
   * A part of the run.
   *
   * @param start seconds from the start of the run
   * @param end seconds from the start of the run
   * @param lowest the row of the first count
   * @param counts operations that ended in this part, by row from {@code lowest} on; the first and
   *     the last of them are above 0; empty if none ended
   */
  public record Column(double start, double end, int lowest, List<Long> counts) {
    /** Copies the counts. */
    public Column {
      counts = List.copyOf(counts);
    }

    /** Returns the row behind that of the last count. */
    public int rowsEnd() {
      return lowest + counts.size();
    }

    /** Returns how many operations ended in this part in a time of this row. */
    public long count(int row) {
      return row < lowest || row >= rowsEnd() ? 0 : counts.get(row - lowest);
    }

    /** Returns how many operations ended in this part. */
    public long total() {
      return counts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Returns the row of a time.
   *
   * @param nanos at least 0
   */
  static int rowOf(long nanos) {
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    return power < SMALLEST_POWER
        ? 0
        : (power - SMALLEST_POWER) * 4 + (int) ((nanos >>> (power - 2)) & 3);
  }

  /**
   * Returns the shortest time of a row in nanoseconds.
   *
   * @param row at least 0; its lower border, although shorter times are in row 0 too
   */
  static long nanosOf(int row) {
    return (4L + row % 4) << (row / 4 + SMALLEST_POWER - 2);
  }

  /**
   * Returns where a row begins, in seconds.
   *
   * @param row at least 0
   */
  public static double secondsOf(int row) {
    return nanosOf(row) / 1e9;
  }

  /** Returns the first row with a count; 0 if there is none. */
  public int lowest() {
    return columns.stream()
        .filter(column -> !column.counts().isEmpty())
        .mapToInt(Column::lowest)
        .min()
        .orElse(0);
  }

  /** Returns the row behind the last with a count; 0 if there is none. */
  public int rowsEnd() {
    return columns.stream()
        .filter(column -> !column.counts().isEmpty())
        .mapToInt(Column::rowsEnd)
        .max()
        .orElse(0);
  }

  /** Returns the highest count; 0 if there is none. */
  public long highest() {
    return columns.stream()
        .flatMap(column -> column.counts().stream())
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }
}
