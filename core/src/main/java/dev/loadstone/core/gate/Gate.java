package dev.loadstone.core.gate;

import dev.loadstone.core.compare.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * Runs, judged by all parts of a gate that were asked for.
 *
 * @param plan the name of the runs' plan
 * @param candidates the runs in question, at least one
 * @param comparison with the baseline, if there is one
 * @param watch changes over the runs before them and these, if any were looked for
 * @param parts what each part says, in the order of {@link Part}; at least one
 */
public record Gate(
    String plan,
    List<JudgedRun> candidates,
    Optional<Comparison> comparison,
    Optional<ChangeWatch> watch,
    List<PartAnswer> parts) {
  /** Copies the lists. */
  public Gate {
    candidates = List.copyOf(candidates);
    parts = List.copyOf(parts);
  }

  /** Returns the worst that a part says; not judged only if no part is. */
  public Answer answer() {
    return parts.stream().map(PartAnswer::counted).min(Answer::compareTo).orElseThrow();
  }

  /** Returns the runs for a person, for example {@code 2 runs of chat}. */
  public String subject() {
    return candidates.size() == 1 ? "a run of " + plan : candidates.size() + " runs of " + plan;
  }
}
