package dev.loadstone.report;

import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.result.LatencyMap.Column;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import java.util.Locale;

/**
 * The page's map of response times. It is drawn here, so that it needs no script; a script only
 * tells what is under the pointer.
 */
final class HtmlHeatMap {
  private static final double NANOS = 1e9;

  private final RunResult result;
  private final HeatMap map;

  private HtmlHeatMap(RunResult result) {
    this.result = result;
    map = HeatMap.of(result);
  }

  /** Returns the map, its legend and the same as a table; a sentence if nothing succeeded. */
  static String of(RunResult result) {
    HtmlHeatMap map = new HtmlHeatMap(result);
    return map.map.isEmpty()
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
    html.start("div", "class", "heat", "role", "img", "aria-label", map.summary()).line();
    html.start("div", "class", "heat-lengths");
    labels(html, map.lengths(), "bottom:");
    html.end("div").line();
    String below = Integer.toString(map.below());
    html.start("div", "class", "heat-plot", "id", "heat-plot", "data-below", below).line();
    drawing(html);
    html.start("div", "class", "heat-cursor", "hidden", "").end("div");
    html.start("div", "class", "heat-tip", "hidden", "").end("div");
    html.end("div").line().start("div", "class", "heat-times");
    labels(html, map.times(), "left:");
    html.end("div").line().end("div").line();
    legend(html);
    html.start("details", "class", "heat-table").element("summary", "As a table");
    HeatTable.write(html, map.counts());
    return html.end("details").line().toString();
  }

  private void drawing(Html html) {
    String view = "0 0 " + Html.exact(map.end()) + " " + map.rows();
    html.start("svg", "viewBox", view, "preserveAspectRatio", "none", "aria-hidden", "true");
    for (HeatMap.Stretch stretch : map.warmUps()) {
      String width = Html.exact(stretch.to() - stretch.from());
      String height = Integer.toString(map.rows());
      String x = Html.exact(stretch.from());
      html.start("rect", "class", "warm-up", "x", x, "width", width, "height", height).end("rect");
    }
    for (int level = 1; level <= HeatMap.LEVELS; level++) {
      String path = path(map.cells(level));
      if (!path.isEmpty()) {
        html.start("path", "class", "heat-" + level, "d", path).end("path");
      }
    }
    result.start().phases().stream()
        .skip(1)
        .mapToDouble(phase -> phase.startNanos() / NANOS)
        .forEach(at -> upright(html, "phase", at));
    Moments.of(result).forEach(moment -> upright(html, "moment " + moment.level(), moment.at()));
    html.end("svg").line();
  }

  private void upright(Html html, String style, double at) {
    if (at < map.end()) {
      String path = "M" + x(at) + " 0v" + map.rows();
      html.start("path", "class", style, "d", path).end("path");
    }
  }

  private static String x(double seconds) {
    return Decimals.plain(Math.rint(seconds * 100) / 100);
  }

  private String path(List<HeatMap.Cell> cells) {
    StringBuilder path = new StringBuilder();
    for (HeatMap.Cell cell : cells) {
      String left = x(cell.from());
      path.append('M').append(left).append(' ').append(map.rows() - 1 - cell.row());
      path.append('H').append(x(cell.to())).append("v1H").append(left).append('z');
    }
    return path.toString();
  }

  private void legend(Html html) {
    html.start("ul", "class", "heat-legend", "aria-label", "Operations by colour").line();
    for (HeatMap.Key key : map.legend()) {
      html.start("li").start("span", "class", "swatch heat-" + key.level()).end("span");
      html.text(key.text()).end("li").line();
    }
    html.end("ul").line();
  }

  private static void labels(Html html, List<HeatMap.Label> labels, String side) {
    for (HeatMap.Label label : labels) {
      String place = String.format(Locale.ROOT, "%s%.2f%%", side, 100 * label.place());
      html.element("span", label.text(), "style", place);
    }
  }
}
