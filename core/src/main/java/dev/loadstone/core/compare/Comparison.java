package dev.loadstone.core.compare;

import java.util.List;

/**
 * Two sets of runs, compared.
 *
 * @param baseline the runs that the others are held against, unusable ones among them
 * @param candidate the runs in question
 * @param settings what was asked
 * @param method how differences were tested; {@link Method#TAKEN_VARIATION} if a side has no usable
 *     run
 * @param changes each figure that both sides have, in the order of the readings
 * @param omissions figures that cannot be compared
 * @param notes what the reader should know, sentences
 */
public record Comparison(
    List<ComparedRun> baseline,
    List<ComparedRun> candidate,
    ComparisonSettings settings,
    Method method,
    List<Change> changes,
    List<Omission> omissions,
    List<String> notes) {
  /** Copies the lists. */
  public Comparison {
    baseline = List.copyOf(baseline);
    candidate = List.copyOf(candidate);
    changes = List.copyOf(changes);
    omissions = List.copyOf(omissions);
    notes = List.copyOf(notes);
  }

  /** Returns whether both sides have a run whose figures may be used, and figures in common. */
  public boolean isValid() {
    return baseline.stream().anyMatch(ComparedRun::isUsable)
        && candidate.stream().anyMatch(ComparedRun::isUsable)
        && !changes.isEmpty();
  }

  /**
   * Returns the judgement of the whole: the worst of all figures; inconclusive if it is not valid,
   * or the candidate lacks a figure that the baseline has.
   */
  public Judgement judgement() {
    if (!isValid()) {
      return Judgement.INCONCLUSIVE;
    }
    if (has(Judgement.REGRESSION)) {
      return Judgement.REGRESSION;
    }
    if (has(Judgement.INCONCLUSIVE) || omissions.stream().anyMatch(Omission::isLost)) {
      return Judgement.INCONCLUSIVE;
    }
    return has(Judgement.IMPROVEMENT) ? Judgement.IMPROVEMENT : Judgement.NO_CHANGE;
  }

  private boolean has(Judgement judgement) {
    return changes.stream().anyMatch(change -> change.judgement() == judgement);
  }

  /** Returns how many figures have a judgement. */
  public long count(Judgement judgement) {
    return changes.stream().filter(change -> change.judgement() == judgement).count();
  }
}
