package dev.loadstone.report;

import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.result.LatencyMap;
import dev.loadstone.core.result.LatencyMap.Column;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The page's map of response times: time from left to right on the axis of the other charts, length
 * from bottom to top on a logarithmic scale, colour by the number of operations. It is drawn here,
 * so that it needs no script; a script only tells what is under the pointer.
 */
final class HtmlHeatMap {
  /** How many colours there are. */
  static final int LEVELS = 6;

  /** Fewest rows that are drawn. */
  private static final int ROWS_MIN = 8;

  private static final int TIME_LABELS_MAX = 8;
  private static final int[] TIME_STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400
  };
  private static final int LENGTH_LABELS_MAX = 8;
  private static final double NANOS = 1e9;

  private final RunResult result;
  private final LatencyMap map;
  private final int first;
  private final int rows;
  private final double end;

  private HtmlHeatMap(RunResult result) {
    this.result = result;
    map = result.latencies();
    int missing = Math.max(0, ROWS_MIN - (map.rowsEnd() - map.lowest()));
    first = Math.max(0, map.lowest() - missing / 2);
    rows = Math.max(map.rowsEnd(), first + ROWS_MIN) - first;
    end = TimelineColumns.of(result.timeline()).end();
  }

  /** Returns the map, its legend and the same as a table; a sentence if nothing succeeded. */
  static String of(RunResult result) {
    HtmlHeatMap map = new HtmlHeatMap(result);
    return map.map.highest() == 0
        ? new Html().element("p", "Nothing succeeded.", "class", "empty").toString()
        : map.html();
  }

  /** Returns what one column stands for, for example {@code by 15 seconds}. */
  static String columns(RunResult result) {
    List<Column> columns = result.latencies().columns();
    long seconds =
        columns.isEmpty()
            ? 1
            : Math.max(1, Math.round(columns.getFirst().end() - columns.getFirst().start()));
    return seconds == 1 ? "by second" : "by " + seconds + " seconds";
  }

  private String html() {
    Html html = new Html();
    html.start("div", "class", "heat", "role", "img", "aria-label", summary()).line();
    html.start("div", "class", "heat-lengths");
    lengths(html);
    html.end("div").line();
    String below = Integer.toString(map.lowest() - first);
    html.start("div", "class", "heat-plot", "id", "heat-plot", "data-below", below).line();
    drawing(html);
    html.start("div", "class", "heat-cursor", "hidden", "").end("div");
    html.start("div", "class", "heat-tip", "hidden", "").end("div");
    html.end("div").line().start("div", "class", "heat-times");
    times(html);
    html.end("div").line().end("div").line();
    legend(html);
    html.start("details", "class", "heat-table").element("summary", "As a table");
    HeatTable.write(html, map);
    return html.end("details").line().toString();
  }

  /** Returns the map in a sentence. */
  private String summary() {
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

  private void drawing(Html html) {
    html.start(
        "svg",
        "viewBox",
        "0 0 " + Html.exact(end) + " " + rows,
        "preserveAspectRatio",
        "none",
        "aria-hidden",
        "true");
    for (PhaseWindow phase : result.start().phases()) {
      double from = phase.startNanos() / NANOS;
      double width = Math.min(end, phase.endNanos() / NANOS) - from;
      if (phase.isWarmUp() && width > 0) {
        html.start(
                "rect",
                "class",
                "warm-up",
                "x",
                Html.exact(from),
                "width",
                Html.exact(width),
                "height",
                Integer.toString(rows))
            .end("rect");
      }
    }
    for (int level = 1; level <= LEVELS; level++) {
      String path = cells(level);
      if (!path.isEmpty()) {
        html.start("path", "class", "heat-" + level, "d", path).end("path");
      }
    }
    result.start().phases().stream()
        .skip(1)
        .forEach(phase -> upright(html, "phase", phase.startNanos() / NANOS));
    Moments.of(result).forEach(moment -> upright(html, "moment " + moment.level(), moment.at()));
    html.end("svg").line();
  }

  private void upright(Html html, String style, double at) {
    if (at < end) {
      html.start("path", "class", style, "d", "M" + x(at) + " 0v" + rows).end("path");
    }
  }

  private static String x(double seconds) {
    return Decimals.plain(Math.rint(seconds * 100) / 100);
  }

  /** Returns the cells of a level as a path; neighbours in a row are one rectangle. */
  private String cells(int level) {
    StringBuilder path = new StringBuilder();
    List<Column> columns = map.columns();
    for (int row = map.lowest(); row < map.rowsEnd(); row++) {
      int y = rows - 1 - (row - first);
      int from = -1;
      for (int i = 0; i <= columns.size(); i++) {
        boolean inside = i < columns.size() && level(columns.get(i).count(row)) == level;
        if (inside && from < 0) {
          from = i;
        } else if (!inside && from >= 0) {
          String left = x(columns.get(from).start());
          String right = x(columns.get(i - 1).end());
          path.append('M').append(left).append(' ').append(y);
          path.append('H').append(right).append("v1H").append(left).append('z');
          from = -1;
        }
      }
    }
    return path.toString();
  }

  /** Returns the colour of a count: equal steps of its logarithm; 0 of none. */
  private int level(long count) {
    return level(count, map.highest());
  }

  /** Returns the colour of a count, from 1 to {@link #LEVELS}; 0 of none. */
  static int level(long count, long highest) {
    if (count == 0) {
      return 0;
    }
    double step = Math.log((double) count) / Math.log(highest + 1.0);
    return Math.min(LEVELS, 1 + (int) (LEVELS * step));
  }

  private void legend(Html html) {
    html.start("ul", "class", "heat-legend", "aria-label", "Operations by colour").line();
    long highest = map.highest();
    long from = 1;
    for (int level = 1; level <= LEVELS; level++) {
      long to = level == LEVELS ? highest : Math.min(highest, most(level, highest));
      if (to >= from) {
        String range =
            from == to ? Figures.count(from) : Figures.count(from) + " to " + Figures.count(to);
        html.start("li").start("span", "class", "swatch heat-" + level).end("span");
        html.text(range).end("li").line();
        from = to + 1;
      }
    }
    html.end("ul").line();
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

  private void lengths(Html html) {
    for (double seconds : marks()) {
      String place = percent((place(seconds) - first) / rows);
      html.element("span", brief(Figures.seconds(seconds)), "style", "bottom:" + place);
    }
  }

  /** Returns {@code 1 ms} for {@code 1.00 ms}. */
  private static String brief(String figure) {
    return figure.replaceAll("(\\.\\d*?)0+(?=\\D|$)", "$1").replaceAll("\\.(?=\\D|$)", "");
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

  /** Returns the lengths to be written at the side, as many as there is room for. */
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

  private void times(Html html) {
    int step = TIME_STEPS[TIME_STEPS.length - 1];
    for (int i = TIME_STEPS.length - 1; i >= 0; i--) {
      step = end / TIME_STEPS[i] <= TIME_LABELS_MAX ? TIME_STEPS[i] : step;
    }
    for (double at = 0; at <= end; at += step) {
      html.element("span", Moments.clock(at), "style", "left:" + percent(at / end));
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }
}
