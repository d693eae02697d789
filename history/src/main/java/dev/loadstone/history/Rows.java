package dev.loadstone.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loadstone.core.verdict.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs as rows of tables. Not thread-safe: what many rows have alike is read once. */
final class Rows {
  static final String COLUMNS =
      "run.id, run.started, run.plan, run.plan_hash, run.verdict, run.seconds, run.branch,"
          + " run.commit_id, run.folder, run.environment, run.tags";

  /** How many columns these are. */
  static final int COUNT = 11;

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Map<String, String>> known = new HashMap<>();

  /** Returns the run of a row with {@link #COLUMNS}. */
  RunEntry run(ResultSet row) throws SQLException {
    return new RunEntry(
        row.getString("id"),
        Instant.ofEpochMilli(row.getLong("started")),
        row.getString("plan"),
        row.getString("plan_hash"),
        Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
        row.getDouble("seconds"),
        new Origin(
            Optional.ofNullable(row.getString("branch")),
            Optional.ofNullable(row.getString("commit_id")),
            texts(row.getString("tags")),
            Optional.ofNullable(row.getString("folder"))),
        texts(row.getString("environment")));
  }

  private Map<String, String> texts(String json) {
    return known.computeIfAbsent(json, Rows::parse);
  }

  private static Map<String, String> parse(String json) {
    try {
      return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("a column must hold a JSON object, got: " + json, damaged);
    }
  }

  /** Returns texts as a column holds them. */
  static String json(Map<String, String> texts) {
    SortedMap<String, String> sorted = new TreeMap<>(texts);
    try {
      return JSON.writeValueAsString(sorted);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts can be written", impossible);
    }
  }
}
