package dev.loadstone.app.suite;

import dev.loadstone.core.verdict.Verdict;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a suite found.
 *
 * @param suite which
 * @param profile what of it was to be run
 * @param runs what was run, by name; copied, in order
 * @param skipped why runs were left out, by name; copied, in order
 */
public record SuiteResult(
    Suite suite, Suite.Profile profile, Map<String, RunOutcome> runs, Map<String, String> skipped) {
  /** From the best to the worst: what is known to be bad is worse than what is not known. */
  private static final List<Verdict> WORSE =
      List.of(Verdict.PASS, Verdict.WARN, Verdict.INCONCLUSIVE, Verdict.INVALID, Verdict.FAIL);

  /** Copies the maps. */
  public SuiteResult {
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    runs = Collections.unmodifiableMap(new LinkedHashMap<>(runs));
  }

  /**
   * Returns the worst of the verdicts of runs and gates; a missed limit is worse than an invalid
   * run.
   */
  public Verdict verdict() {
    return Stream.concat(
            runs.values().stream().map(RunOutcome::verdict),
            gates().stream().map(GateResult::verdict))
        .max(Comparator.comparingInt(WORSE::indexOf))
        .orElse(Verdict.INVALID);
  }

  /** Returns how the target of a run was set up. */
  Optional<Suite.Deployment> deployment(String run) {
    return profile.runs().stream()
        .filter(planned -> planned.name().equals(run))
        .map(Suite.Planned::deployment)
        .findFirst();
  }

  /** Returns whether a person ended it before everything was run. */
  public boolean isInterrupted() {
    return runs.values().stream().anyMatch(RunOutcome::isInterrupted);
  }

  /** Returns the judgement of every gate whose runs were all made. */
  public List<GateResult> gates() {
    return suite.gates().stream()
        .filter(gate -> GateResult.isAbout(gate, runs))
        .map(gate -> GateResult.of(gate, runs))
        .toList();
  }

  /** Returns the tables of the suite with the figures of the runs, but for those without rows. */
  public List<FilledTable> tables() {
    return suite.tables().stream()
        .map(table -> FilledTable.of(table, runs))
        .filter(table -> !table.rows().isEmpty())
        .toList();
  }
}
