package dev.loadstone.report;

import dev.loadstone.report.pdf.Curve;
import dev.loadstone.report.pdf.Mark;
import dev.loadstone.report.pdf.PdfDocument;
import dev.loadstone.report.pdf.Plot;
import dev.loadstone.report.pdf.Scale;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jsoup.nodes.Element;

/**
 * A chart of a PDF document: a plot, and around it legend and axes as text.
 *
 * @param curves lowest first; a chart without any has a legend of its own
 * @param marks what is drawn beside the curves
 * @param above what stands above the plot, a list for each line of it
 */
record PdfChart(
    List<Curve> curves, Axis x, Axis y, List<Mark> marks, List<List<PdfStrip.Word>> above) {
  /** The room for the marks of the vertical axis, in CSS pixels. */
  static final int LEFT = 52;

  /** The width of every plot in CSS pixels, so that all share one axis of time. */
  static final int WIDTH = 610;

  /**
   * A scale, and what is written beside it.
   *
   * @param labels from 0 upwards
   */
  record Axis(Scale scale, List<Label> labels) {
    /** Returns an axis with its marks told as figures. */
    static Axis of(Scale scale, DoubleFunction<String> told) {
      return new Axis(
          scale, scale.marks().stream().map(mark -> new Label(mark, told.apply(mark))).toList());
    }
  }

  /** What is written at a place of an axis, in the unit of the axis. */
  record Label(double at, String text) {}

  /** Copies the lists. */
  PdfChart {
    curves = List.copyOf(curves);
    marks = List.copyOf(marks);
    above = above.stream().map(List::copyOf).toList();
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
    Plot plot = new Plot(WIDTH, height, x.scale(), y.scale(), grid, marks, curves);
    plots.put(id, plot);
    place.clearAttributes().addClass("axes").empty();
    if (!curves.isEmpty() && !isTitle(place, curves.getFirst().name())) {
      legend(place);
    }
    for (List<PdfStrip.Word> line : above) {
      PdfStrip.into(place, line);
    }
    levels(place.appendElement("div").addClass("levels"), height);
    place.appendChild(PdfDocument.place(id, alternative, plot));
    PdfStrip.into(place, below());
  }

  private static boolean isTitle(Element place, String name) {
    return place.siblingElements().select("h3").eachText().contains(name);
  }

  private void legend(Element place) {
    Element legend = place.appendElement("div").addClass("legend");
    for (Curve curve : curves) {
      String line =
          switch (curve.form()) {
            case LINE -> "2px solid ";
            case DASHED -> "2px dashed ";
            case AREA -> "7px solid ";
            case DOTS -> "3px dotted ";
          };
      key(legend, line + Palette.css(curve.color()), curve.name());
    }
  }

  /**
   * Adds what a colour stands for.
   *
   * @param line how it is drawn, as style sheets tell a border
   */
  static void key(Element legend, String line, String name) {
    Element key = legend.appendElement("span").addClass("key");
    key.appendElement("span").addClass("swatch").attr("style", "border-top:" + line);
    key.appendText(" " + name);
  }

  /** A box for each label, from the highest on; each is as tall as it is to the next one. */
  private void levels(Element column, int height) {
    double pixels = height / y.scale().end();
    List<Label> labels = y.labels().reversed();
    double top = (y.scale().end() - labels.getFirst().at()) * pixels;
    if (top > 0) {
      column.appendElement("div").attr("style", "height:" + top + "px");
    }
    for (int i = 0; i < labels.size(); i++) {
      double next = i + 1 < labels.size() ? labels.get(i + 1).at() : labels.get(i).at();
      double tall = (labels.get(i).at() - next) * pixels;
      column
          .appendElement("div")
          .attr("style", tall == 0 ? "" : "height:" + tall + "px")
          .text(labels.get(i).text());
    }
  }

  private List<PdfStrip.Word> below() {
    List<PdfStrip.Word> words = new ArrayList<>();
    double pixels = WIDTH / x.scale().end();
    double half = x.scale().step() * pixels / 2;
    for (Label label : x.labels()) {
      double at = LEFT + label.at() * pixels;
      words.add(new PdfStrip.Word(at - half, at + half, label.text()));
    }
    return words;
  }
}
