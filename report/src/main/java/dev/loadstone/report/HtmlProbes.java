package dev.loadstone.report;

import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.SeriesSummary;
import dev.loadstone.report.Html.Datum;
import java.util.List;

/** What probes saw: the page's table, and a chart over time for each series. */
final class HtmlProbes {
  private HtmlProbes() {}

  /** Returns the section; nothing if the plan has no probes. */
  static String of(RunResult result) {
    List<SeriesSummary> series = result.series();
    if (series.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.start("section", "id", "probes").line().element("h2", "Probes").line();
    html.element(
            "p",
            "What was looked at once a second beside the load. The table leaves the warm-up out;"
                + " the charts under “Over time” show the whole run, and a gap in them is a second"
                + " without a value.",
            "class",
            "lead")
        .line();
    html.start("div", "class", "card");
    table(html, series);
    growths(html, result.growths());
    return html.end("div").line().end("section").line().toString();
  }

  /** Returns the charts over time, one for each series; nothing if the plan has no probes. */
  static String charts(RunResult result) {
    Html html = new Html();
    for (int i = 0; i < result.series().size(); i++) {
      chart(html, i, result.series().get(i).series());
    }
    return html.toString();
  }

  private static void table(Html html, List<SeriesSummary> series) {
    html.start("div", "class", "scroll")
        .start("table", "id", "probe-table", "class", "sortable filterable");
    html.start("thead").start("tr").element("th", "Series").element("th", "What it is");
    for (String column : List.of("Seconds", "min", "mean", "max")) {
      html.element("th", column, "class", "number");
    }
    html.end("tr").end("thead").line().start("tbody").line();
    for (SeriesSummary summary : series) {
      String name = summary.series().name();
      html.start("tr").start("th", "scope", "row").element("code", name).end("th");
      html.element("td", summary.series().description(), "class", "muted");
      html.number("td", Datum.count(name, "", "count", summary.samples()));
      figure(html, summary, "min", summary.min());
      figure(html, summary, "mean", summary.mean());
      figure(html, summary, "max", summary.max());
      html.end("tr").line();
    }
    html.end("tbody").end("table").end("div");
  }

  private static void growths(Html html, List<MemoryGrowth> growths) {
    if (growths.isEmpty()) {
      return;
    }
    html.start("ul", "id", "growth");
    growths.forEach(growth -> html.element("li", GrowthFindings.of(growth)));
    html.end("ul");
  }

  private static void figure(Html html, SeriesSummary summary, String statistic, double value) {
    ProbeSeries series = summary.series();
    String shown = Figures.series(series, value);
    html.number("td", new Datum(series.name(), "", statistic, value, shown, series.unit().label()));
  }

  private static void chart(Html html, int number, ProbeSeries series) {
    html.chart("probe" + number, series.name(), series.description(), series.name() + " over time");
  }
}
