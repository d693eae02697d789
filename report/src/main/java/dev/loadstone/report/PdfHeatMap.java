package dev.loadstone.report;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.pdf.Mark;
import dev.loadstone.report.pdf.Plot;
import dev.loadstone.report.pdf.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The map of response times of a PDF document, in place of the page's. */
final class PdfHeatMap {
  private static final int HEIGHT = 170;
  private static final String ID = "chart-heat";

  private PdfHeatMap() {}

  /**
   * Draws the map, if the page has one.
   *
   * @param plots where the plot is left for the document, by the id of its place
   */
  static void into(Document page, RunResult result, Palette palette, Map<String, Plot> plots) {
    Element place = page.selectFirst(".heat");
    Element list = page.selectFirst(".heat-legend");
    if (place == null || list == null) {
      return;
    }
    HeatMap map = HeatMap.of(result);
    PdfTimes times = new PdfTimes(result, palette);
    place.attr("id", ID);
    chart(map, times, palette).into(place, HEIGHT, palette.of("line"), plots);
    Element legend = new Element("div").addClass("legend").text("Operations: ");
    for (HeatMap.Key key : map.legend()) {
      String color = Palette.css(palette.of("h" + key.level()));
      PdfChart.key(legend, "7px solid " + color, key.text());
    }
    place.prependChild(legend);
    list.remove();
  }

  private static PdfChart chart(HeatMap map, PdfTimes times, Palette palette) {
    List<Mark> marks = new ArrayList<>();
    for (HeatMap.Stretch stretch : map.warmUps()) {
      marks.add(new Mark.Band(stretch.from(), stretch.to(), palette.of("warmup")));
    }
    for (int level = 1; level <= HeatMap.LEVELS; level++) {
      List<Mark.Cell> cells =
          map.cells(level).stream()
              .map(cell -> new Mark.Cell(cell.from(), cell.to(), cell.row(), cell.row() + 1))
              .toList();
      marks.add(new Mark.Cells(palette.of("h" + level), cells));
    }
    marks.addAll(times.uprights());
    Scale time = Scale.time(map.end());
    return new PdfChart(
        List.of(),
        new PdfChart.Axis(time, labels(map.times(), map.end())),
        new PdfChart.Axis(new Scale(map.rows(), map.rows()), labels(map.lengths(), map.rows())),
        marks,
        List.of());
  }

  private static List<PdfChart.Label> labels(List<HeatMap.Label> labels, double whole) {
    return labels.stream()
        .map(label -> new PdfChart.Label(label.place() * whole, label.text()))
        .toList();
  }
}
