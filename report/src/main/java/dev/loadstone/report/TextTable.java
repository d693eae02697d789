package dev.loadstone.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for a terminal. When it is too wide, columns that were said to be dispensable are left
 * out, one after the other, and then one column gives way; the others keep their width.
 *
 * <p>Not thread-safe.
 */
final class TextTable {
  private static final String GAP = "  ";
  private static final int FLEXIBLE_MIN = 12;

  /** So much the flexible column is left before any other is left out. */
  private static final int FLEXIBLE_WANTED = 24;

  private final int flexible;
  private final List<String> header;
  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<Boolean> left;
  private final List<String> dispensable;

  /** Creates a table that leaves no column out. */
  TextTable(int flexible, List<String> header) {
    this(flexible, header, List.of());
  }

  /**
   * Creates a table.
   *
   * @param flexible index of the column that gives way
   * @param header the columns' names; one that begins with {@code <} is aligned to the left and
   *     loses that sign
   * @param dispensable names of columns in the order in which they are left out
   */
  TextTable(int flexible, List<String> header, List<String> dispensable) {
    this.flexible = flexible;
    this.dispensable = List.copyOf(dispensable);
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
    int[] widths = widths();
    leaveOut(widths, width);
    widths[flexible] = Math.min(widths[flexible], Math.max(FLEXIBLE_MIN, width - others(widths)));
    List<String> lines = new ArrayList<>();
    lines.add(line(header.stream().map(name -> new Cell(name, Ink.DIM)).toList(), widths, colour));
    rows.forEach(row -> lines.add(line(row, widths, colour)));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[header.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = length(header.get(column));
      for (List<Cell> row : rows) {
        widths[column] = Math.max(widths[column], length(row.get(column).text()));
      }
    }
    return widths;
  }

  /** Gives columns the width 0 until the others fit. */
  private void leaveOut(int[] widths, int width) {
    int wanted = Math.min(widths[flexible], FLEXIBLE_WANTED);
    for (String name : dispensable) {
      if (others(widths) + wanted <= width) {
        return;
      }
      widths[header.indexOf(name)] = 0;
    }
  }

  /** Returns what all columns but the flexible one take, with the gaps between all. */
  private int others(int[] widths) {
    int others = -GAP.length();
    for (int column = 0; column < widths.length; column++) {
      if (widths[column] > 0) {
        others += GAP.length() + (column == flexible ? 0 : widths[column]);
      }
    }
    return others;
  }

  private String line(List<Cell> row, int[] widths, boolean colour) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      if (widths[column] == 0) {
        continue;
      }
      Cell cell = row.get(column);
      String text = shorten(cell.text(), widths[column]);
      String padding = " ".repeat(Math.max(0, widths[column] - length(text)));
      String inked = colour ? cell.ink().on(text) : text;
      line.append(line.isEmpty() ? "" : GAP)
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
