package dev.loadstone.report;

import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Html.Datum;
import java.util.List;

/** The page's table of tools that were called, and of the sessions in which they were. */
final class HtmlTools {
  private static final List<Statistic> PERCENTILES =
      List.of(Statistic.P50, Statistic.P90, Statistic.P95, Statistic.P99, Statistic.P99_9);

  private HtmlTools() {}

  /** Returns the table; nothing if no tools were called. */
  static String of(RunResult result) {
    List<MeasureSummary> times = ToolTimes.of(result);
    if (times.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.element("h3", "Tools");
    html.start("div", "class", "scroll")
        .start("table", "id", "tool-table", "class", "sortable filterable");
    html.start("thead").start("tr").element("th", "Measure").element("th", "Tool");
    for (String column : List.of("Count", "Failed", "mean")) {
      html.element("th", column, "class", "number");
    }
    PERCENTILES.forEach(statistic -> html.element("th", statistic.label(), "class", "number"));
    html.element("th", "max", "class", "number").end("tr").end("thead").line();
    html.start("tbody").line();
    times.forEach(time -> row(html, result, time));
    return html.end("tbody").end("table").end("div").toString();
  }

  private static void row(Html html, RunResult result, MeasureSummary times) {
    String measure = times.measure().label();
    String tool = ToolTimes.tool(times);
    html.start("tr").start("th", "scope", "row").element("code", measure).end("th");
    html.element("td", tool);
    html.number("td", Datum.count(measure, tool, "count", times.count()));
    if (tool.isEmpty()) {
      html.element("td", "");
    } else {
      long failed = ToolTimes.errors(result, tool);
      html.number("td", Datum.count(CounterKey.TOOL_ERRORS, tool, "count", failed));
    }
    html.number("td", Datum.seconds(measure, tool, "mean", times.mean()));
    for (Statistic percentile : PERCENTILES) {
      html.number(
          "td", Datum.seconds(measure, tool, percentile.label(), times.percentile(percentile)));
    }
    html.number("td", Datum.seconds(measure, tool, "max", times.max()));
    html.end("tr").line();
  }
}
