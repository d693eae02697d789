package dev.loadstone.core.compare;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.OptionalInt;

/**
 * What to think of a difference, and why. With R the tolerance on the scale of comparison:
 *
 * <ul>
 *   <li>significant and R or more: regression or improvement;
 *   <li>the interval is within −R and R: no change;
 *   <li>R is 0 and it is not significant: no change was found;
 *   <li>else inconclusive, and suspected if only the variation from run to run was not seen.
 * </ul>
 *
 * @param judgement what to think
 * @param suspected whether a regression or improvement is suspected
 * @param reason a clause
 * @param distance what the half-width of the interval must come below to settle it; NaN if it is
 *     settled
 * @param aimsAtChange whether that would show a change, rather than that there is none
 */
record Decision(
    Judgement judgement, boolean suspected, String reason, double distance, boolean aimsAtChange) {
  /**
   * What was seen, on the scale of comparison.
   *
   * @param difference the candidate's less the baseline's
   * @param interval of it
   * @param reach the tolerance
   * @param worse whether the candidate is the worse one
   * @param significant whether it is more than chance
   * @param alike whether all runs have the same figure
   * @param method by which that was told
   */
  record Seen(
      double difference,
      ConfidenceInterval interval,
      double reach,
      boolean worse,
      boolean significant,
      boolean alike,
      Method method) {
    boolean isBeyond() {
      return Math.abs(difference) >= reach && difference != 0;
    }

    boolean isWithin() {
      return interval.low() >= -reach && interval.high() <= reach;
    }

    boolean excludesNone() {
      return interval.low() > 0 || interval.high() < 0;
    }
  }

  static Decision of(Seen seen) {
    if (seen.alike()) {
      return settled(Judgement.NO_CHANGE, "all runs have the same figure");
    }
    if (seen.method() == Method.TAKEN_VARIATION) {
      return ofFewRuns(seen);
    }
    if (seen.significant() && seen.isBeyond()) {
      return settled(
          seen.worse() ? Judgement.REGRESSION : Judgement.IMPROVEMENT,
          seen.reach() > 0 ? "significant and beyond the tolerance" : "significant");
    }
    if (seen.reach() == 0) {
      return settled(Judgement.NO_CHANGE, "no significant change was found");
    }
    if (seen.isWithin()) {
      return settled(
          Judgement.NO_CHANGE,
          seen.significant()
              ? "a significant change, within the tolerance"
              : "the whole interval is within the tolerance");
    }
    return open(
        seen,
        seen.significant()
            ? "significant; whether it is beyond the tolerance is open"
            : seen.isBeyond()
                ? "beyond the tolerance, but chance alone may do that"
                : "a change beyond the tolerance is not excluded");
  }

  private static Decision ofFewRuns(Seen seen) {
    if (seen.reach() > 0 && seen.isWithin()) {
      return settled(
          Judgement.NO_CHANGE, "within the tolerance if runs vary no more than is taken");
    }
    if (seen.isBeyond() && seen.excludesNone()) {
      Decision open =
          open(
              seen,
              "suspected "
                  + (seen.worse() ? Judgement.REGRESSION : Judgement.IMPROVEMENT).words()
                  + ": beyond what runs are taken to vary by; too few runs to be sure");
      return new Decision(open.judgement, true, open.reason, open.distance, open.aimsAtChange);
    }
    return open(seen, "too few runs: how much runs vary is not known");
  }

  private static Decision settled(Judgement judgement, String reason) {
    return new Decision(judgement, false, reason, Double.NaN, false);
  }

  private static Decision open(Seen seen, String reason) {
    double size = Math.abs(seen.difference());
    boolean change = seen.isBeyond() && !seen.significant();
    double distance = change ? size : Math.abs(seen.reach() - size);
    return new Decision(Judgement.INCONCLUSIVE, false, reason, distance, change);
  }

  /**
   * Returns how many more runs of each side should settle it; empty if it is settled.
   *
   * @param runs how many the larger side has
   * @param deviation of runs about their side's mean
   * @param level of the test
   * @param figures among how many a change must be significant
   */
  OptionalInt runsNeeded(int runs, double deviation, double level, int figures) {
    if (Double.isNaN(distance)) {
      return OptionalInt.empty();
    }
    double own = aimsAtChange ? level / figures : level;
    return RunsNeeded.more(runs, deviation, distance, own, level);
  }
}
