package dev.loadstone.report.imports;

import dev.loadstone.report.imports.CsvRows.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of a table, by name, and the numbers in them. */
final class Table {
  private final SourceFile file;
  private final Map<String, Integer> columns = new HashMap<>();

  Table(SourceFile file, List<String> header) {
    this.file = file;
    for (int i = 0; i < header.size(); i++) {
      columns.putIfAbsent(header.get(i).strip(), i);
    }
  }

  /** Returns whether there is a column. */
  boolean has(String column) {
    return columns.containsKey(column);
  }

  /** Returns a value; empty if there is no such column. */
  String text(Row row, String column) {
    return row.at(columns.getOrDefault(column, -1));
  }

  /**
   * Returns a whole number.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if it is none
   */
  long whole(Row row, String column) {
    String text = text(row, column).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw file.wrong(
          row.line(),
          column + " must be a whole number, got: " + quoted(text),
          text.isEmpty()
              ? "The line may be cut; give the file as the tool wrote it."
              : "Give the file as the tool wrote it.");
    }
  }

  /**
   * Returns a number; NaN if there is no such column, or nothing, or {@code N/A} in it.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if it is anything else
   */
  double number(Row row, String column) {
    String text = text(row, column).strip();
    if (text.isEmpty() || text.equals("N/A")) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw file.wrong(
          row.line(),
          column + " must be a number, got: " + quoted(text),
          "Give the file as the tool wrote it.");
    }
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "nothing" : SourceFile.brief(text);
  }
}
