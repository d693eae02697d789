package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Suite.Gate;
import dev.loadstone.core.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether a gate held.
 *
 * @param gate what had to hold
 * @param observed in base units; NaN if there was no figure
 * @param verdict inconclusive if there was no figure, or a run was invalid
 * @param reason why it is inconclusive; empty if it is not
 */
public record GateResult(Gate gate, double observed, Verdict verdict, String reason) {
  /** Returns whether all runs were made that a gate is about. */
  static boolean isAbout(Gate gate, Map<String, RunOutcome> results) {
    return runs(gate).stream().allMatch(results::containsKey);
  }

  private static List<String> runs(Gate gate) {
    return gate.figure().values().stream().map(Suite.Value::run).distinct().toList();
  }

  /**
   * Judges a gate.
   *
   * @param results by the name of the run, among them those that the gate is about
   */
  static GateResult of(Gate gate, Map<String, RunOutcome> results) {
    double observed = FilledTable.value(gate.figure(), results);
    List<String> invalid =
        runs(gate).stream()
            .filter(run -> Objects.requireNonNull(results.get(run)).verdict() == Verdict.INVALID)
            .toList();
    if (!invalid.isEmpty()) {
      String reason = "invalid: " + String.join(", ", invalid);
      return new GateResult(gate, observed, Verdict.INCONCLUSIVE, reason);
    }
    if (!Double.isFinite(observed)) {
      return new GateResult(gate, observed, Verdict.INCONCLUSIVE, "there is no figure");
    }
    boolean holds = gate.operator().holds(observed, gate.limit());
    return new GateResult(gate, observed, holds ? Verdict.PASS : Verdict.FAIL, "");
  }

  /** Returns the figure, the limit and why there is no judgement, for a person. */
  public String text() {
    Suite.Unit unit = gate.figure().unit();
    String figure = Double.isFinite(observed) ? FilledTable.told(observed, unit) : FilledTable.NONE;
    String limit = gate.operator().sign() + " " + FilledTable.told(gate.limit(), unit);
    return gate.name()
        + ": "
        + figure
        + ", limit "
        + limit
        + (reason.isEmpty() ? "" : "; " + reason);
  }
}
