package dev.loadstone.connectors.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement gave.
 *
 * @param rows by column label; empty if it gives none or nobody looks at them
 * @param rowCount how many rows were read
 * @param updated how many rows it changed
 */
record Outcome(Optional<List<Map<String, @Nullable Object>>> rows, long rowCount, long updated) {
  /**
   * Reads all rows of a statement that was executed.
   *
   * @param hasRows whether it gives rows
   * @param keep whether anybody looks at them
   */
  static Outcome of(Statement statement, boolean hasRows, boolean keep) throws SQLException {
    if (!hasRows) {
      return new Outcome(Optional.empty(), 0, Math.max(0, statement.getLargeUpdateCount()));
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    long count = 0;
    try (ResultSet results = statement.getResultSet()) {
      ResultSetMetaData columns = keep ? results.getMetaData() : null;
      while (results.next()) {
        count++;
        if (columns != null) {
          rows.add(row(results, columns));
        }
      }
    }
    return new Outcome(keep ? Optional.of(rows) : Optional.empty(), count, 0);
  }

  private static Map<String, @Nullable Object> row(ResultSet results, ResultSetMetaData columns)
      throws SQLException {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      Object value = results.getObject(i);
      boolean plain = value == null || value instanceof Number || value instanceof Boolean;
      row.put(columns.getColumnLabel(i), plain ? value : results.getString(i));
    }
    return row;
  }
}
