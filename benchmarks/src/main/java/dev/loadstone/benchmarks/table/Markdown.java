package dev.loadstone.benchmarks.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table in Markdown: the first column to the left, the others to the right. */
public final class Markdown {
  private static final double NO_DECIMALS = 100;
  private static final double ONE_DECIMAL = 10;

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /** Creates a table without rows. */
  public Markdown(String... header) {
    this.header = List.of(header);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has not as many cells as the header
   */
  public void row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "a row must have %d cells, got: %s".formatted(header.size(), List.of(cells)));
    }
    rows.add(List.of(cells));
  }

  /** Returns the table, each line ended. */
  public String text() {
    String rule = "|---|" + "---:|".repeat(header.size() - 1) + "\n";
    return line(header) + rule + rows.stream().map(Markdown::line).collect(Collectors.joining());
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Returns a number with about three digits, thousands between commas; a dash for NaN. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    String format = size >= NO_DECIMALS ? "%,.0f" : size >= ONE_DECIMAL ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  /** Returns a whole number, thousands between commas; a dash for NaN. */
  public static String whole(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,.0f", value);
  }
}
