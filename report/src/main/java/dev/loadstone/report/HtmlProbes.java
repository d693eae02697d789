package dev.loadstone.report;

import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.SeriesSummary;
import dev.loadstone.report.Html.Datum;
import java.util.List;

/** The page's section of what probes saw: a table, and a chart for each series. */
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
                + " the charts show the whole run, and a gap is a second without a value.",
            "class",
            "lead")
        .line();
    html.start("div", "class", "card");
    table(html, series);
    growths(html, result.growths());
    html.end("div").line().start("div", "class", "charts").line();
    for (int i = 0; i < series.size(); i++) {
      chart(html, i, series.get(i).series());
    }
    return html.end("div").line().end("section").line().toString();
  }

  private static void table(Html html, List<SeriesSummary> series) {
    html.start("div", "class", "scroll").start("table", "id", "probe-table");
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
    html.start("figure", "class", "card").start("figcaption");
    html.start("h3").element("code", series.name()).end("h3");
    html.element("p", series.description()).end("figcaption");
    html.start(
            "div",
            "class",
            "chart short",
            "id",
            "chart-probe" + number,
            "role",
            "img",
            "aria-label",
            series.name() + " over time")
        .end("div");
    html.end("figure").line();
  }
}
