package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Html.Datum;
import java.util.List;

/** The page's table of the figures that the plan took down. */
final class HtmlRecorded {
  private HtmlRecorded() {}

  /** Returns the table; nothing if the plan took nothing down. */
  static String of(RunResult result) {
    List<RecordedFigure> figures = RecordedFigure.of(result);
    if (figures.isEmpty()) {
      return "";
    }
    List<String> titles = RecordedFigure.titles("Record");
    Html html = new Html();
    html.element("h3", "Recorded");
    html.start("div", "class", "scroll")
        .start("table", "id", "record-table", "class", "sortable filterable");
    html.start("thead").start("tr").element("th", titles.getFirst());
    titles.stream().skip(1).forEach(title -> html.element("th", title, "class", "number"));
    html.end("tr").end("thead").line();
    html.start("tbody").line();
    figures.forEach(figure -> row(html, titles, figure));
    return html.end("tbody").end("table").end("div").toString();
  }

  private static void row(Html html, List<String> titles, RecordedFigure figure) {
    Measure measure = figure.times().isPresent() ? Measure.RECORDED_TIME : Measure.RECORDED;
    List<String> cells = figure.cells();
    List<Double> values = figure.values();
    html.start("tr").element("th", figure.name(), "scope", "row");
    for (int i = 1; i < cells.size(); i++) {
      html.number(
          "td",
          new Datum(
              measure.label(),
              figure.name(),
              titles.get(i),
              values.get(i - 1),
              cells.get(i),
              measure.kind().unit()));
    }
    html.end("tr").line();
  }
}
