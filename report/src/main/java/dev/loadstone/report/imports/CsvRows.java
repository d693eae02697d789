package dev.loadstone.report.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file of separated values, one after the other. Empty lines are skipped.
 *
 * <p><b>Source:</b> RFC 4180, with any separator.
 */
final class CsvRows implements AutoCloseable {
  private final SourceFile file;
  private final Lines lines;
  private final char separator;

  CsvRows(SourceFile file, char separator) throws IOException {
    this.file = file;
    this.separator = separator;
    this.lines = file.lines();
  }

  /**
   * A record.
   *
   * @param line where it begins, from 1
   * @param values without their quotes
   */
  record Row(long line, List<String> values) {
    /** Returns a value; empty if the record is too short for it. */
    String at(int column) {
      return column >= 0 && column < values.size() ? values.get(column) : "";
    }
  }

  /**
   * Returns the next record; null after the last.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if a quote is never closed
   */
  @Nullable Row next() throws IOException {
    String text = lines.next();
    while (text != null && text.isEmpty()) {
      text = lines.next();
    }
    if (text == null) {
      return null;
    }
    long line = lines.number();
    StringBuilder whole = new StringBuilder(text);
    List<String> values = split(whole);
    while (values == null) {
      String more = lines.next();
      if (more == null || whole.length() > SourceFile.RECORD_MAX) {
        throw file.wrong(
            line,
            "must close every quotation mark, and one of this record's is open",
            "The file may be cut; give it as the tool wrote it.");
      }
      whole.append('\n').append(more);
      values = more.indexOf('"') < 0 ? null : split(whole);
    }
    return new Row(line, values);
  }

  /** Returns the values of a record; null if a quotation mark is open at its end. */
  private @Nullable List<String> split(CharSequence record) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (quoted) {
        boolean isQuote = c == '"';
        boolean isDoubled = isQuote && i + 1 < record.length() && record.charAt(i + 1) == '"';
        quoted = !isQuote || isDoubled;
        i += isDoubled ? 1 : 0;
        if (quoted) {
          value.append(c);
        }
      } else if (c == '"' && value.isEmpty()) {
        quoted = true;
      } else if (c == separator) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return quoted ? null : values;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
