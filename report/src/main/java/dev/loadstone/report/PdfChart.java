package dev.loadstone.report;

import dev.loadstone.report.pdf.Curve;
import dev.loadstone.report.pdf.PdfDocument;
import dev.loadstone.report.pdf.Plot;
import dev.loadstone.report.pdf.Scale;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * A chart of a PDF document: a plot, and around it legend and axes as text.
 *
 * @param curves lowest first, at least one
 * @param stretches what is shaded, from left to right
 * @param named whether the stretches' names stand above them
 */
record PdfChart(List<Curve> curves, Axis x, Axis y, List<Stretch> stretches, boolean named) {
  /** The room for the marks of the vertical axis, in CSS pixels. */
  static final int LEFT = 52;

  /** The width of every plot in CSS pixels, so that all share one axis of time. */
  static final int WIDTH = 610;

  private static final int PER_LETTER = 5;
  private static final Pattern ZEROS = Pattern.compile("(\\.\\d*?)0+(?=\\D|$)");
  private static final Pattern POINT = Pattern.compile("\\.(?=\\D|$)");

  /** A scale and how its marks are told. */
  record Axis(Scale scale, DoubleFunction<String> label) {}

  /** A part of the horizontal axis with a name, in a colour. */
  record Stretch(String name, double from, double to, Color color) {}

  /** Copies the lists. */
  PdfChart {
    curves = List.copyOf(curves);
    stretches = List.copyOf(stretches);
  }

  /**
   * Puts the chart into an element.
   *
   * @param height of the plot in CSS pixels
   * @param plots where the plot is left for the document, by the element's id
   */
  void into(Element place, int height, Color grid, Map<String, Plot> plots) {
    String id = place.id();
    String alternative = place.attr("aria-label");
    List<Plot.Band> bands =
        stretches.stream()
            .map(stretch -> new Plot.Band(stretch.from(), stretch.to(), stretch.color()))
            .toList();
    Plot plot = new Plot(WIDTH, height, x.scale(), y.scale(), grid, bands, curves);
    plots.put(id, plot);
    place.clearAttributes().addClass("axes").empty();
    if (!isTitle(place, curves.getFirst().name())) {
      legend(place);
    }
    if (named) {
      names(place);
    }
    levels(place.appendElement("div").addClass("levels"), height);
    place.appendChild(PdfDocument.place(id, alternative, plot));
    marks(place.appendElement("div").addClass("marks"));
  }

  private static boolean isTitle(Element place, String name) {
    return place.siblingElements().select("h3").eachText().contains(name);
  }

  private void legend(Element place) {
    Element legend = place.appendElement("div").addClass("legend");
    for (Curve curve : curves) {
      Element key = legend.appendElement("span").addClass("key");
      String line =
          switch (curve.form()) {
            case LINE -> "2px solid ";
            case DASHED -> "2px dashed ";
            case AREA -> "7px solid ";
            case DOTS -> "3px dotted ";
          };
      key.appendElement("span")
          .addClass("swatch")
          .attr("style", "border-top:" + line + Palette.css(curve.color()));
      key.appendText(" " + curve.name());
    }
  }

  private void names(Element place) {
    Element strip = place.appendElement("div").addClass("marks");
    strip.attr("style", "margin-left:" + LEFT + "px");
    for (Stretch stretch : stretches) {
      double width = (stretch.to() - stretch.from()) / x.scale().end() * WIDTH;
      boolean fits = width > PER_LETTER * (stretch.name().length() + 2);
      mark(strip, width, fits ? stretch.name() : "");
    }
  }

  /** Marks of the vertical axis are equally far from each other, the highest first. */
  private void levels(Element column, int height) {
    List<Double> marks = y.scale().marks();
    double each = (double) height / (marks.size() - 1);
    for (double mark : marks.reversed()) {
      column
          .appendElement("div")
          .attr("style", mark == 0 ? "" : "height:" + each + "px")
          .text(y.label().apply(mark));
    }
  }

  /** Each mark of the horizontal axis stands in the middle of a box as wide as a step. */
  private void marks(Element row) {
    double each = x.scale().step() / x.scale().end() * WIDTH;
    row.attr("style", "margin-left:" + (LEFT - each / 2) + "px");
    x.scale().marks().forEach(mark -> mark(row, each, x.label().apply(mark)));
  }

  private static void mark(Element row, double width, String text) {
    row.appendElement("span").attr("style", "width:" + width + "px").text(text);
  }

  /** Returns how a mark is told whose figure ends in needless zeros. */
  static DoubleFunction<String> brief(DoubleFunction<String> figure) {
    return value ->
        POINT.matcher(ZEROS.matcher(figure.apply(value)).replaceAll("$1")).replaceAll("");
  }
}
