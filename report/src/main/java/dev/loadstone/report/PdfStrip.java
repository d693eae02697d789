package dev.loadstone.report;

import java.util.List;
import org.jsoup.nodes.Element;

/** A line of words at given places above or below a plot of a PDF document. */
final class PdfStrip {
  private static final String STYLE = "style";

  private PdfStrip() {}

  /**
   * A word in the middle of a box.
   *
   * @param left in CSS pixels from where the labels of the vertical axis begin
   * @param right not below {@code left}
   */
  record Word(double left, double right, String text) {}

  /**
   * Adds the line.
   *
   * @param words from left to right, none beginning before the one before it ends
   */
  static void into(Element place, List<Word> words) {
    Element strip = place.appendElement("div").addClass("marks");
    double at = words.isEmpty() ? 0 : words.getFirst().left();
    strip.attr(STYLE, "margin-left:" + at + "px");
    for (Word word : words) {
      if (word.left() > at) {
        strip.appendElement("span").attr(STYLE, "width:" + (word.left() - at) + "px");
      }
      strip
          .appendElement("span")
          .attr(STYLE, "width:" + (word.right() - Math.max(at, word.left())) + "px")
          .text(word.text());
      at = word.right();
    }
  }
}
