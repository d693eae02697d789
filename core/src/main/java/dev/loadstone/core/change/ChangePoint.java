package dev.loadstone.core.change;

import dev.loadstone.core.measure.ConfidenceInterval;

/**
 * A place in a history from which on values have another level.
 *
 * @param index of the first value at the new level; at least 1
 * @param before the level before it, back to the change point before that
 * @param after the level from it on, up to the next change point
 * @param ratio {@code after / before}; NaN if the levels are not both above 0
 * @param ratioInterval the 95 % interval of the ratio, given that there is one change between the
 *     neighbouring change points; both ends NaN if the ratio is
 * @param pvalue how often a history without this change would show as much, 0–1
 */
public record ChangePoint(
    int index,
    double before,
    double after,
    double ratio,
    ConfidenceInterval ratioInterval,
    double pvalue) {
  /** Returns how sure the change is: 1 less its p-value. */
  public double confidence() {
    return 1 - pvalue;
  }
}
