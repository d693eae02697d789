package dev.loadstone.report;

import dev.loadstone.core.quantity.Decimals;

/** HTML under construction. All text and all attributes' values are escaped. Not thread-safe. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /**
   * A number in a table, with what a program needs to find it again.
   *
   * @param measure a measure's name, or that of a field of the result
   * @param step the step; empty for the whole mix
   * @param statistic the statistic; empty if the measure is a single figure
   * @param value in base units; NaN if it is not known
   * @param shown the value as people read it
   * @param unit the base unit as people read it; may be empty
   */
  record Datum(
      String measure, String step, String statistic, double value, String shown, String unit) {
    static Datum seconds(String measure, String step, String statistic, double seconds) {
      return new Datum(measure, step, statistic, seconds, Figures.seconds(seconds), "s");
    }

    static Datum count(String measure, String step, String statistic, long count) {
      return new Datum(measure, step, statistic, count, Figures.count(count), "");
    }

    static Datum ratio(String measure, String step, String statistic, double ratio) {
      return new Datum(measure, step, statistic, ratio, Figures.ratio(ratio), "");
    }

    static Datum rate(String measure, String step, String statistic, double rate) {
      return new Datum(measure, step, statistic, rate, Figures.rate(rate), "per second");
    }
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Html start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(escape(attributes[i + 1]))
          .append('"');
    }
    out.append('>');
    return this;
  }

  /** Closes an element. */
  Html end(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  /** Adds an element with nothing but text in it. */
  Html element(String tag, String text, String... attributes) {
    return start(tag, attributes).text(text).end(tag);
  }

  /** Adds text. */
  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Adds a line break to the source, for its readers. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** Adds an element with a number in it. */
  Html number(String tag, Datum datum) {
    String exact = exact(datum.value());
    String title = exact.isEmpty() ? "not known" : (exact + " " + datum.unit()).strip();
    return element(
        tag,
        datum.shown(),
        "class",
        "number",
        "data-measure",
        datum.measure(),
        "data-step",
        datum.step(),
        "data-statistic",
        datum.statistic(),
        "data-value",
        exact,
        "title",
        title);
  }

  /**
   * Adds a figure for a short chart that a script draws.
   *
   * @param name the chart's, part of its element's id
   * @param title its heading
   * @param text what it shows
   * @param label the same in a few words, for who cannot see it
   */
  Html chart(String name, String title, String text, String label) {
    start("figure", "class", "card").start("figcaption").element("h3", title);
    element("p", text).end("figcaption");
    start("div", "class", "chart short", "id", "chart-" + name, "role", "img", "aria-label", label);
    return end("div").end("figure").line();
  }

  /** Returns a number with all its digits and no exponent; nothing if it is not known. */
  static String exact(double value) {
    return Double.isFinite(value) ? Decimals.plain(value) : "";
  }

  /** Returns text that is no more than text, in an element or in a quoted attribute. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\0' -> safe.append('\ufffd');
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
