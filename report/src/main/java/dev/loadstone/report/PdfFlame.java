package dev.loadstone.report;

import dev.loadstone.core.profile.FlameFrame;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Flame graphs on paper: the frames of those of the page, each set down by its place from above,
 * and named as far as there is room. A graph is never divided between pages; a high one has lower
 * rows.
 */
final class PdfFlame {
  /** In CSS pixels: the width of the text, and the greatest height of a graph. */
  private static final double WIDTH = 680;

  private static final double HEIGHT_MAX = 780;
  private static final double ROW_MAX = 11;

  /** What is left between neighbours, in percent of the width. */
  private static final double GAP = 0.12;

  /** Points of type per CSS pixel of a row, and CSS pixels of a letter per point, amply. */
  private static final double TYPE = 0.5;

  private static final double LETTER = 0.9;

  private static final double TYPE_MIN = 3.5;
  private static final int LETTERS_MIN = 3;

  private PdfFlame() {}

  /** Sets the graphs of a page for paper, and names the files that it only links. */
  static void into(Document page, RunResult result, Palette palette) {
    for (Element link : page.select(".profile a")) {
      link.appendText(": " + link.attr("href")).unwrap();
    }
    for (int i = 0; i < result.profiles().size(); i++) {
      Profile profile = result.profiles().get(i);
      Element graph = page.selectFirst("#" + HtmlProfiles.place(i) + " .flame");
      if (graph != null) {
        set(graph, profile.frames(), palette);
      }
    }
  }

  private static void set(Element graph, List<FlameFrame> frames, Palette palette) {
    int rows = 1 + frames.stream().mapToInt(FlameFrame::depth).max().orElse(0);
    double row = Math.min(ROW_MAX, HEIGHT_MAX / rows);
    double type = row * TYPE;
    graph.attr(
        "style", String.format(Locale.ROOT, "height:%.1fpx;font-size:%.2fpt", rows * row, type));
    for (int i = 0; i < frames.size(); i++) {
      FlameFrame frame = frames.get(i);
      Element place = graph.child(i);
      double width = Math.max(frame.share() * 100 - GAP, GAP);
      place
          .tagName("div")
          .attr(
              "style",
              String.format(
                      Locale.ROOT,
                      "left:%.3f%%;top:%.2fpx;width:%.3f%%;height:%.2fpx;line-height:%.2fpx",
                      frame.from() * 100,
                      (rows - 1 - frame.depth()) * row,
                      width,
                      row - 0.5,
                      row - 0.5)
                  + ";background-color:"
                  + color(place, palette))
          .text(label(place.text(), (int) (width / 100 * WIDTH / (type * LETTER)), type));
    }
  }

  private static String label(String name, int letters, double type) {
    return letters < LETTERS_MIN || type < TYPE_MIN ? "" : TextTable.shorten(name, letters);
  }

  /** The colours of report.css, as they look on white. */
  private static String color(Element frame, Palette palette) {
    return Palette.css(
        switch (frame.className()) {
          case "f0" -> palette.faint("service", 0.4);
          case "f1" -> palette.faint("service", 0.5);
          case "f2" -> palette.faint("e2", 0.33);
          default -> palette.faint("warn", 0.38);
        });
  }
}
