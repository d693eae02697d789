package dev.loadstone.benchmarks.leak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.benchmarks.table.Markdown;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found of a series of memory in a run.
 *
 * @param run for a person
 * @param series its name
 * @param truth bytes that each operation kept; 0 if nothing was
 * @param required whether the truth must be found in this series
 * @param finding leak, no leak or inconclusive
 * @param perOperation growth in bytes an operation; NaN if it is not known
 * @param low end of its 95 % interval
 * @param high end of its 95 % interval
 */
public record LeakRow(
    String run,
    String series,
    double truth,
    boolean required,
    String finding,
    double perOperation,
    double low,
    double high) {
  /** How far from the truth the growth may be. */
  private static final double TOLERANCE = 0.15;

  private static final String LEAK = "leak";

  /**
   * Returns what a result says of all its memories.
   *
   * @param truth bytes that each operation kept
   * @param required in which series these must be found
   */
  static List<LeakRow> of(String run, JsonNode result, double truth, List<String> required) {
    List<LeakRow> rows = new ArrayList<>();
    for (JsonNode series : result.path("series")) {
      JsonNode growth = series.path("growth");
      if (!growth.isMissingNode()) {
        String name = series.path("name").asText();
        JsonNode interval = growth.path("per_operation_interval");
        rows.add(
            new LeakRow(
                run,
                name,
                truth,
                required.contains(name),
                growth.path("finding").asText(),
                growth.path("per_operation").asDouble(Double.NaN),
                interval.path(0).asDouble(Double.NaN),
                interval.path(1).asDouble(Double.NaN)));
      }
    }
    return rows;
  }

  /** Returns whether this is as expected. */
  public boolean isGood() {
    if (truth == 0) {
      return !finding.equals(LEAK);
    }
    return !required
        || (finding.equals(LEAK) && Math.abs(perOperation - truth) <= TOLERANCE * truth);
  }

  /** Returns a table, and a sentence that sums it up. */
  public static String table(List<LeakRow> rows) {
    Markdown table =
        new Markdown(
            "run", "series", "kept an operation", "growth an operation", "95 %", "finding");
    for (LeakRow row : rows) {
      table.row(
          row.run,
          "`" + row.series + "`",
          Markdown.whole(row.truth) + " B",
          Markdown.whole(row.perOperation) + " B",
          Markdown.whole(row.low) + " to " + Markdown.whole(row.high),
          row.isGood() ? row.finding : "**" + row.finding + "**");
    }
    List<LeakRow> leaking = rows.stream().filter(LeakRow::required).toList();
    List<LeakRow> healthy = rows.stream().filter(row -> row.truth == 0).toList();
    return table.text()
        + "\n%d of %d leaks were found with their rate within 15 %%; %d of %d healthy memories were an alarm.\n"
            .formatted(
                leaking.stream().filter(LeakRow::isGood).count(),
                leaking.size(),
                healthy.stream().filter(row -> !row.isGood()).count(),
                healthy.size());
  }
}
