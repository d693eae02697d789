package dev.loadstone.app.suite;

import dev.loadstone.core.verdict.Verdict;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a suite found.
 *
 * @param suite which
 * @param profile what of it was to be run
 * @param runs what was run, by name; copied, in order, at least one
 */
public record SuiteResult(Suite suite, Suite.Profile profile, Map<String, RunOutcome> runs) {
  /** From the best to the worst: what is known to be bad is worse than what is not known. */
  private static final List<Verdict> WORSE =
      List.of(Verdict.PASS, Verdict.WARN, Verdict.INCONCLUSIVE, Verdict.INVALID, Verdict.FAIL);

  /** Copies the runs. */
  public SuiteResult {
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
  }

  /** Returns the worst of the runs' verdicts; a missed threshold is worse than an invalid run. */
  public Verdict verdict() {
    return runs.values().stream()
        .map(RunOutcome::verdict)
        .max(Comparator.comparingInt(WORSE::indexOf))
        .orElse(Verdict.INVALID);
  }

  /** Returns whether a person ended it before everything was run. */
  public boolean isInterrupted() {
    return runs.values().stream().anyMatch(RunOutcome::isInterrupted);
  }

  /** Returns the tables of the suite with the figures of the runs, but for those without rows. */
  public List<FilledTable> tables() {
    Map<String, FilledTable.Figures> results = new LinkedHashMap<>();
    runs.forEach((name, outcome) -> results.put(name, outcome::value));
    return suite.tables().stream()
        .map(table -> FilledTable.of(table, results))
        .filter(table -> !table.rows().isEmpty())
        .toList();
  }
}
