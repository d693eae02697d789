package dev.loadstone.core.compare;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A figure of both sides, compared.
 *
 * @param subject which figure
 * @param baseline what the baseline's runs have, in their order, in the subject's unit
 * @param candidate what the candidate's runs have
 * @param baselineCentre the geometric mean of the baseline's, or the mean if compared by difference
 * @param candidateCentre the same of the candidate's
 * @param byDifference whether {@code size}, {@code interval}, {@code bootstrap} and {@code
 *     tolerance} are differences in the subject's unit, rather than shares of the baseline's figure
 * @param size of the change: candidate over baseline less 1, or candidate less baseline
 * @param interval 95 % interval (in general 1 less the level) of the size, by the comparison's
 *     method
 * @param bootstrap 95 % interval of the size by the hierarchical bootstrap; empty for pairs, and
 *     with one run on a side of which no seconds are known
 * @param p chance of a difference at least as large without a change; NaN if no test could be made
 * @param adjustedP the same of any of all figures compared
 * @param delta Cliff's: the share of pairs of runs in which the candidate's is higher, less that in
 *     which it is lower; from −1 to 1
 * @param tolerance how large a change must be to matter
 * @param judgement what to think of it
 * @param significant whether there is a change, however small, at the level asked
 * @param suspected whether it would be a regression or an improvement if runs varied as is taken;
 *     only where no test could be made
 * @param worse whether the candidate's figure is the worse one
 * @param moreRuns how many more runs of each side should settle it; empty if it is settled
 * @param reason for the judgement, a clause
 */
public record Change(
    Subject subject,
    List<Double> baseline,
    List<Double> candidate,
    double baselineCentre,
    double candidateCentre,
    boolean byDifference,
    double size,
    ConfidenceInterval interval,
    Optional<ConfidenceInterval> bootstrap,
    double p,
    double adjustedP,
    double delta,
    double tolerance,
    Judgement judgement,
    boolean significant,
    boolean suspected,
    boolean worse,
    OptionalInt moreRuns,
    String reason) {
  /** Copies the lists. */
  public Change {
    baseline = List.copyOf(baseline);
    candidate = List.copyOf(candidate);
  }
}
