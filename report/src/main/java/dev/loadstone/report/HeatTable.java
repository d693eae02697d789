package dev.loadstone.report;

import dev.loadstone.core.result.LatencyMap;
import dev.loadstone.core.result.LatencyMap.Column;
import dev.loadstone.report.Html.Datum;
import java.util.List;

/** A map of response times as a small table, for who cannot see it. */
final class HeatTable {
  private static final int SLICES_MAX = 12;
  private static final int LENGTHS_MAX = 8;

  private HeatTable() {}

  /** Adds the table: at most {@value #SLICES_MAX} slices of time by so many lengths. */
  static void write(Html html, LatencyMap map) {
    int size = 4;
    while (Math.ceilDiv(map.rowsEnd(), size) - map.lowest() / size > LENGTHS_MAX) {
      size += 4;
    }
    int from = map.lowest() / size;
    int to = Math.ceilDiv(map.rowsEnd(), size);
    html.start("div", "class", "scroll").start("table", "id", "latency-table");
    html.element("caption", "Operations by time of their end and response time");
    html.start("thead").start("tr").element("th", "From", "scope", "col");
    html.element("th", "To", "scope", "col");
    for (int group = from; group < to; group++) {
      String below = Figures.seconds(LatencyMap.secondsOf((group + 1) * size));
      html.element("th", "below " + below, "scope", "col", "class", "number");
    }
    html.end("tr").end("thead").line().start("tbody").line();
    int columns = Math.ceilDiv(map.columns().size(), SLICES_MAX);
    for (int i = 0; i < map.columns().size(); i += columns) {
      List<Column> slice = map.columns().subList(i, Math.min(map.columns().size(), i + columns));
      html.start("tr").element("th", Moments.clock(slice.getFirst().start()), "scope", "row");
      html.element("td", Moments.clock(slice.getLast().end()));
      for (int group = from; group < to; group++) {
        String below = Html.exact(LatencyMap.secondsOf((group + 1) * size));
        html.number("td", Datum.count("latencies", "", below, count(slice, group * size, size)));
      }
      html.end("tr").line();
    }
    html.end("tbody").end("table").end("div");
  }

  private static long count(List<Column> slice, int row, int rows) {
    long sum = 0;
    for (Column column : slice) {
      for (int i = row; i < row + rows; i++) {
        sum += column.count(i);
      }
    }
    return sum;
  }
}
