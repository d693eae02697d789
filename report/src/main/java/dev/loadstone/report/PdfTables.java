package dev.loadstone.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/**
 * Tables on paper, where nothing scrolls: columns get widths by what stands in them, those of words
 * give way before those of numbers, and what does not fit then is set smaller.
 */
final class PdfTables {
  /** The width of a table in CSS pixels: that of A4 without its margins. */
  private static final double WIDTH = 680;

  private static final double PADDING = 13;
  private static final double SIZE_MAX = 8;
  private static final double SIZE_MIN = 5.2;
  private static final double SIZE_STEP = 0.2;

  /** CSS pixels per point of type and letter, on average and somewhat more. */
  private static final double PER_LETTER = 1.333 * 0.54;

  /** Letters of a line in a column of words, at the most and at the least. */
  private static final int WORDS_MAX = 46;

  private static final int WORDS_MIN = 16;
  private static final double MONOSPACED = 1.2;
  private static final double CAPITALS = 1.6;

  private PdfTables() {}

  /** A column: how many letters wide, and whether it may be narrower. */
  private record Column(double letters, boolean isWords) {
    /** Returns the letters between the least (0) and those wanted (1). */
    double letters(double share) {
      double least = isWords ? Math.min(letters, WORDS_MIN) : letters;
      return least + share * (letters - least);
    }
  }

  /** Sets size and widths. */
  static void fit(Element table) {
    List<Column> columns = columns(table);
    double size = SIZE_MAX;
    while (size > SIZE_MIN && room(size, columns.size()) < sum(columns, 0)) {
      size -= SIZE_STEP;
    }
    double room = room(size, columns.size());
    double wanted = sum(columns, 1);
    double least = sum(columns, 0);
    double share = wanted <= least ? 1 : Math.clamp((room - least) / (wanted - least), 0, 1);
    double padding = PADDING / (size * PER_LETTER);
    double all = sum(columns, share) + padding * columns.size();
    table.attr("style", String.format(Locale.ROOT, "font-size:%.1fpt", size));
    for (Element row : table.select("tr")) {
      for (int i = 0; i < row.childrenSize(); i++) {
        double part = 100 * (columns.get(i).letters(share) + padding) / all;
        row.child(i).attr("style", String.format(Locale.ROOT, "width:%.2f%%", part));
      }
    }
  }

  /** Returns how many letters fit beside the padding of so many columns. */
  private static double room(double size, int columns) {
    return (WIDTH - PADDING * columns) / (size * PER_LETTER);
  }

  private static double sum(List<Column> columns, double share) {
    return columns.stream().mapToDouble(column -> column.letters(share)).sum();
  }

  private static List<Column> columns(Element table) {
    List<Column> columns = new ArrayList<>();
    for (Element row : table.select("tr")) {
      for (int i = 0; i < row.childrenSize(); i++) {
        Column found = column(row.child(i));
        if (i == columns.size()) {
          columns.add(found);
        } else {
          Column before = columns.get(i);
          columns.set(
              i,
              new Column(
                  Math.max(before.letters(), found.letters()),
                  before.isWords() || found.isWords()));
        }
      }
    }
    return columns;
  }

  private static Column column(Element cell) {
    String text = cell.text();
    boolean isHead = cell.parents().is("thead");
    boolean isNumber = cell.hasClass("number") && !isHead;
    int whole = text.codePointCount(0, text.length());
    int word =
        Arrays.stream(text.split(" ", -1))
            .mapToInt(part -> part.codePointCount(0, part.length()))
            .max()
            .orElse(0);
    if (isNumber) {
      return new Column(whole, false);
    }
    if (isHead) {
      return new Column(Math.min(word, WORDS_MAX), false);
    }
    double pill = cell.select(".pill").isEmpty() ? 1 : CAPITALS;
    double wide = cell.select("code").isEmpty() ? pill : MONOSPACED;
    return new Column(Math.min(whole * wide, WORDS_MAX), pill == 1);
  }
}
