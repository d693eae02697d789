package dev.loadstone.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for a terminal. One column gives way when the table is too wide; the others keep their
 * width.
 *
 * <p>Not thread-safe.
 */
final class TextTable {
  private static final String GAP = "  ";
  private static final int FLEXIBLE_MIN = 12;

  private final int flexible;
  private final List<String> header;
  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<Boolean> left;

  /**
   * Creates a table.
   *
   * @param flexible index of the column that gives way
   * @param header the columns' names; one that begins with {@code <} is aligned to the left and
   *     loses that sign
   */
  TextTable(int flexible, List<String> header) {
    this.flexible = flexible;
    this.header =
        header.stream().map(name -> name.startsWith("<") ? name.substring(1) : name).toList();
    this.left = header.stream().map(name -> name.startsWith("<")).toList();
  }

  /** A text and its ink. */
  record Cell(String text, Ink ink) {
    static Cell of(String text) {
      return new Cell(text, Ink.PLAIN);
    }
  }

  /** Adds a row of as many cells as there are columns. */
  void add(List<Cell> row) {
    rows.add(List.copyOf(row));
  }

  /**
   * Returns the lines of the table, header first.
   *
   * @param width the most columns that a line may take, if the flexible column can give so much
   */
  List<String> lines(int width, boolean colour) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>();
    lines.add(line(header.stream().map(name -> new Cell(name, Ink.DIM)).toList(), widths, colour));
    rows.forEach(row -> lines.add(line(row, widths, colour)));
    return lines;
  }

  private int[] widths(int width) {
    int[] widths = new int[header.size()];
    int others = 0;
    for (int column = 0; column < widths.length; column++) {
      widths[column] = length(header.get(column));
      for (List<Cell> row : rows) {
        widths[column] = Math.max(widths[column], length(row.get(column).text()));
      }
      others += (column == flexible ? 0 : widths[column]) + (column == 0 ? 0 : GAP.length());
    }
    widths[flexible] = Math.min(widths[flexible], Math.max(FLEXIBLE_MIN, width - others));
    return widths;
  }

  private String line(List<Cell> row, int[] widths, boolean colour) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      Cell cell = row.get(column);
      String text = shorten(cell.text(), widths[column]);
      String padding = " ".repeat(Math.max(0, widths[column] - length(text)));
      String inked = colour ? cell.ink().on(text) : text;
      line.append(column == 0 ? "" : GAP)
          .append(left.get(column) ? inked + padding : padding + inked);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns the text, or its beginning and an ellipsis if it is longer than so many characters. */
  static String shorten(String text, int width) {
    if (length(text) <= width) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
  }
}
