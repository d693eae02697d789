package dev.loadstone.app.history;

import dev.loadstone.history.Baseline;
import dev.loadstone.history.RunEntry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a history shows, for a terminal. */
public final class HistoryText {
  private HistoryText() {}

  /**
   * Returns runs, a line each.
   *
   * @param baselines ids of those that are baselines
   */
  public static String runs(List<RunEntry> runs, Set<String> baselines) {
    if (runs.isEmpty()) {
      return "No runs.\n";
    }
    Columns table =
        new Columns("run", "started", "plan", "verdict", "branch", "commit", "environment", "tags");
    for (RunEntry run : runs) {
      String tags =
          run.origin().tags().entrySet().stream()
              .map(tag -> tag.getKey() + "=" + tag.getValue())
              .collect(Collectors.joining(" "));
      table.row(
          run.id(),
          Values.time(run.started()),
          run.plan(),
          run.verdict().label(),
          run.origin().branch().orElse("–"),
          Values.commit(run),
          run.environmentPrint(),
          baselines.contains(run.id()) ? ("baseline " + tags).strip() : tags);
    }
    return table.text();
  }

  /** Returns baselines, a line each. */
  public static String baselines(List<Baseline> baselines) {
    if (baselines.isEmpty()) {
      return "No baseline is set.\n";
    }
    Columns table = new Columns("plan", "run", "started", "commit", "verdict", "set");
    for (Baseline baseline : baselines) {
      RunEntry run = baseline.run();
      table.row(
          run.plan(),
          run.id(),
          Values.time(run.started()),
          Values.commit(run),
          run.verdict().label(),
          Values.time(baseline.setAt()));
    }
    return table.text();
  }
}
