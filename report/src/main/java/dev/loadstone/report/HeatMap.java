package dev.loadstone.report;

import dev.loadstone.core.result.LatencyMap;
import dev.loadstone.core.result.LatencyMap.Column;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.report.pdf.Scale;
import java.util.ArrayList;
import java.util.List;

/**
 * A map of response times as it is drawn: time from left to right on the axis of the other charts,
 * length from bottom to top on a logarithmic scale, colour by the number of operations. Places are
 * in seconds and in rows from the lower edge.
 */
final class HeatMap {
  /** How many colours there are. */
  static final int LEVELS = 6;

  /** Fewest rows that are drawn. */
  private static final int ROWS_MIN = 8;

  private static final int LENGTH_LABELS_MAX = 8;
  private static final double NANOS = 1e9;

  private final LatencyMap map;
  private final List<PhaseWindow> phases;
  private final int first;
  private final int rows;
  private final double end;
  private final long highest;

  private HeatMap(RunResult result) {
    map = result.latencies();
    phases = result.start().phases();
    int missing = Math.max(0, ROWS_MIN - (map.rowsEnd() - map.lowest()));
    first = Math.max(0, map.lowest() - missing / 2);
    rows = Math.max(map.rowsEnd(), first + ROWS_MIN) - first;
    end = TimelineColumns.of(result.timeline()).end();
    highest = map.highest();
  }

  /** Returns the map of a run. */
  static HeatMap of(RunResult result) {
    return new HeatMap(result);
  }

  /**
   * Neighbours in a row whose counts have the same colour.
   *
   * @param row from the lower edge, 0 the lowest
   * @param from in seconds
   * @param to in seconds
   */
  record Cell(int row, double from, double to) {}

  /**
   * A mark beside the map.
   *
   * @param place the share of the axis before it, from 0 to 1
   */
  record Label(double place, String text) {}

  /**
   * What a colour stands for.
   *
   * @param level from 1 to {@link #LEVELS}
   */
  record Key(int level, String text) {}

  /** A stretch of time in seconds. */
  record Stretch(double from, double to) {}

  /** Says whether nothing succeeded. */
  boolean isEmpty() {
    return highest == 0;
  }

  /** Returns the counts. */
  LatencyMap counts() {
    return map;
  }

  /** Returns where the axis of time ends, in seconds. */
  double end() {
    return end;
  }

  /** Returns how many rows are drawn. */
  int rows() {
    return rows;
  }

  /** Returns how many empty rows there are below the first with a count. */
  int below() {
    return map.lowest() - first;
  }

  /** Returns the map in a sentence. */
  String summary() {
    long[] sums = new long[map.rowsEnd()];
    Column slowest = map.columns().getFirst();
    for (Column column : map.columns()) {
      for (int row = column.lowest(); row < column.rowsEnd(); row++) {
        sums[row] += column.count(row);
      }
      slowest = column.rowsEnd() > slowest.rowsEnd() ? column : slowest;
    }
    int most = 0;
    long all = 0;
    for (int row = 0; row < sums.length; row++) {
      most = sums[row] > sums[most] ? row : most;
      all += sums[row];
    }
    return "Heat map of "
        + Figures.count(all, "response time")
        + " over time. Most frequent are "
        + length(most)
        + ", with "
        + Figures.ratio((double) sums[most] / all)
        + " of them; the slowest, "
        + length(slowest.rowsEnd() - 1)
        + ", first came at "
        + Moments.clock(slowest.start())
        + ".";
  }

  private static String length(int row) {
    return Figures.seconds(LatencyMap.secondsOf(row))
        + " to "
        + Figures.seconds(LatencyMap.secondsOf(row + 1));
  }

  /** Returns what is warm-up. */
  List<Stretch> warmUps() {
    return phases.stream()
        .filter(PhaseWindow::isWarmUp)
        .map(phase -> new Stretch(phase.startNanos() / NANOS, phase.endNanos() / NANOS))
        .map(stretch -> new Stretch(stretch.from(), Math.min(end, stretch.to())))
        .filter(stretch -> stretch.from() < stretch.to())
        .toList();
  }

  /**
   * Returns the cells of a colour.
   *
   * @param level from 1 to {@link #LEVELS}
   */
  List<Cell> cells(int level) {
    List<Cell> cells = new ArrayList<>();
    List<Column> columns = map.columns();
    for (int row = map.lowest(); row < map.rowsEnd(); row++) {
      int from = -1;
      for (int i = 0; i <= columns.size(); i++) {
        boolean inside = i < columns.size() && level(columns.get(i).count(row), highest) == level;
        if (inside && from < 0) {
          from = i;
        } else if (!inside && from >= 0) {
          cells.add(new Cell(row - first, columns.get(from).start(), columns.get(i - 1).end()));
          from = -1;
        }
      }
    }
    return cells;
  }

  /**
   * Returns the colour of a count: equal steps of its logarithm, from 1 to {@link #LEVELS}; 0 of
   * none.
   */
  static int level(long count, long highest) {
    if (count == 0) {
      return 0;
    }
    double step = Math.log((double) count) / Math.log(highest + 1.0);
    return Math.min(LEVELS, 1 + (int) (LEVELS * step));
  }

  /** Returns what the colours stand for, those that can occur. */
  List<Key> legend() {
    List<Key> keys = new ArrayList<>();
    long from = 1;
    for (int level = 1; level <= LEVELS; level++) {
      long to = level == LEVELS ? highest : Math.min(highest, most(level, highest));
      if (to >= from) {
        String range =
            from == to ? Figures.count(from) : Figures.count(from) + " to " + Figures.count(to);
        keys.add(new Key(level, range));
        from = to + 1;
      }
    }
    return keys;
  }

  /** Returns the highest count of a level. */
  private static long most(int level, long highest) {
    long count = (long) Math.pow(highest + 1.0, (double) level / LEVELS);
    while (count > 0 && level(count, highest) > level) {
      count--;
    }
    while (level(count + 1, highest) <= level) {
      count++;
    }
    return count;
  }

  /** Returns the lengths to be written at the side, the lowest first. */
  List<Label> lengths() {
    return marks().stream()
        .map(seconds ->
            new Label((place(seconds) - first) / rows, Figures.brief(Figures.seconds(seconds))))
        .toList();
  }

  /** Returns where a length is, in rows from row 0 on. */
  private static double place(double seconds) {
    int row = 0;
    while (LatencyMap.secondsOf(row + 1) <= seconds) {
      row++;
    }
    double from = LatencyMap.secondsOf(row);
    return row + (seconds - from) / (LatencyMap.secondsOf(row + 1) - from);
  }

  /** Returns as many round lengths as there is room for. */
  private List<Double> marks() {
    List<Double> marks = List.of();
    for (int[] digits : new int[][] {{1, 2, 5}, {1, 3}, {1}}) {
      marks = new ArrayList<>();
      for (int power = -6; power < 6; power++) {
        for (int digit : digits) {
          double seconds = Double.parseDouble(digit + "e" + power);
          if (seconds >= LatencyMap.secondsOf(first)
              && seconds <= LatencyMap.secondsOf(first + rows)) {
            marks.add(seconds);
          }
        }
      }
      if (marks.size() <= LENGTH_LABELS_MAX) {
        return marks;
      }
    }
    return marks;
  }

  /** Returns the times to be written below. */
  List<Label> times() {
    return Scale.time(end).marks().stream()
        .map(at -> new Label(at / end, Moments.clock(at)))
        .toList();
  }
}
