package dev.loadstone.core.plan.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values. Lines with nothing on them are skipped.
 *
 * <p><b>Source:</b> RFC 4180.
 */
final class CsvReader {
  private final String text;
  private int position;
  private int line = 1;

  private CsvReader(String text) {
    this.text = text;
  }

  /**
   * A record of a file.
   *
   * @param line where it begins, from 1
   * @param values its values, without their quotes
   * @param closed whether every quote in it is closed
   */
  record Row(int line, List<String> values, boolean closed) {}

  /** Returns the records of a text, the header among them. */
  static List<Row> read(String text) {
    CsvReader reader = new CsvReader(text);
    List<Row> rows = new ArrayList<>();
    while (reader.position < text.length()) {
      if (!reader.endOfLine()) {
        rows.add(reader.row());
      }
    }
    return rows;
  }

  private Row row() {
    int start = line;
    List<String> values = new ArrayList<>();
    boolean closed = true;
    boolean more = true;
    while (more) {
      StringBuilder value = new StringBuilder();
      if (position < text.length() && text.charAt(position) == '"') {
        closed &= quoted(value);
      }
      plain(value);
      values.add(value.toString());
      more = position < text.length() && text.charAt(position) == ',';
      position += more ? 1 : 0;
    }
    endOfLine();
    return new Row(start, values, closed);
  }

  private boolean quoted(StringBuilder value) {
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"' && position < text.length() && text.charAt(position) == '"') {
        position++;
      } else if (c == '"') {
        return true;
      }
      line += c == '\n' ? 1 : 0;
      value.append(c);
    }
    return false;
  }

  private void plain(StringBuilder value) {
    while (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
      value.append(text.charAt(position++));
    }
  }

  /** Passes over the end of a line, if there is one here. */
  private boolean endOfLine() {
    int start = position;
    if (position < text.length() && text.charAt(position) == '\r') {
      position++;
    }
    if (position < text.length() && text.charAt(position) == '\n') {
      position++;
    }
    line += position > start ? 1 : 0;
    return position > start;
  }
}
