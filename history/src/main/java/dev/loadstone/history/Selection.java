package dev.loadstone.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/**
 * The condition of a query for runs; tags are not in it.
 *
 * @param conditions all of which must hold
 * @param values of the names in them
 */
record Selection(List<String> conditions, Map<String, Object> values) {
  /** The end of a query that tells the latest run first. */
  static final String LATEST = " ORDER BY run.started DESC, run.no DESC";

  /** Returns the condition of a filter. */
  static Selection of(Filter filter) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    filter
        .plan()
        .ifPresent(plan -> {
          conditions.add("run.plan = :plan");
          values.put("plan", plan);
        });
    filter
        .branch()
        .ifPresent(branch -> {
          conditions.add("run.branch = :branch");
          values.put("branch", branch);
        });
    filter
        .commit()
        .ifPresent(commit -> {
          conditions.add("substr(run.commit_id, 1, :commit_length) = :commit");
          values.put("commit", commit);
          values.put("commit_length", commit.length());
        });
    filter
        .verdict()
        .ifPresent(verdict -> {
          conditions.add("run.verdict = :verdict");
          values.put("verdict", verdict.label());
        });
    filter
        .since()
        .ifPresent(since -> {
          conditions.add("run.started >= :since");
          values.put("since", since.toEpochMilli());
        });
    filter
        .until()
        .ifPresent(until -> {
          conditions.add("run.started < :until");
          values.put("until", until.toEpochMilli());
        });
    filter
        .environment()
        .ifPresent(print -> {
          conditions.add("run.environment_print = :print");
          values.put("print", print);
        });
    return new Selection(conditions, values);
  }

  /** Returns this with one condition more, whose names are bound elsewhere. */
  Selection and(String condition) {
    List<String> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Selection(more, values);
  }

  String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  Query bound(Query query) {
    values.forEach(query::bind);
    return query;
  }
}
