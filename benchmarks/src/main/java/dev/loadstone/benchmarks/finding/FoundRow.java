package dev.loadstone.benchmarks.finding;

import dev.loadstone.benchmarks.table.Markdown;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found with a condition and without it.
 *
 * @param condition for a person
 * @param expected the kind of finding that belongs to it
 * @param injected severities of what was found with the condition, by kind
 * @param control the same without it
 */
public record FoundRow(
    String condition, String expected, Map<String, String> injected, Map<String, String> control) {
  /** Copies the maps. */
  public FoundRow {
    injected = new LinkedHashMap<>(injected);
    control = new LinkedHashMap<>(control);
  }

  /** Returns whether the condition was found, and its control had nothing. */
  public boolean isGood() {
    return injected.containsKey(expected) && control.isEmpty();
  }

  /** Returns a table, and a sentence that sums it up. */
  public static String table(List<FoundRow> rows) {
    Markdown table =
        new Markdown("condition", "expected", "found", "other findings", "findings of the control");
    for (FoundRow row : rows) {
      table.row(
          row.condition(),
          "`" + row.expected() + "`",
          row.injected().getOrDefault(row.expected(), "**no**"),
          names(row.others()),
          row.control().isEmpty() ? "none" : "**" + names(row.control().keySet()) + "**");
    }
    long found = rows.stream().filter(row -> row.injected().containsKey(row.expected())).count();
    long alarms = rows.stream().filter(row -> !row.control().isEmpty()).count();
    return table.text()
        + "\n%d of %d conditions were found; %d of %d controls had a finding.\n"
            .formatted(found, rows.size(), alarms, rows.size());
  }

  private Set<String> others() {
    Map<String, String> others = new LinkedHashMap<>(injected);
    others.remove(expected);
    return others.keySet();
  }

  private static String names(Collection<String> kinds) {
    return kinds.isEmpty() ? "none" : String.join(", ", kinds);
  }
}
