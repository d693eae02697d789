package dev.loadstone.core.compare;

import java.util.Locale;

/** How it is told whether a difference is more than chance. */
public enum Method {
  /** By all ways to split the runs between the sides; for any law of the noise. */
  EXACT_PERMUTATION,
  /** By a sample of these ways, drawn with a seed. */
  SAMPLED_PERMUTATION,
  /** By Student's distribution: too few runs for splits to tell, six at least on both sides. */
  STUDENT,
  /** By a variation from run to run that was not seen but taken; it can only make suspicious. */
  TAKEN_VARIATION;

  private static final int STUDENT_RUNS_MIN = 6;

  /** Returns the method for so many runs on either side, at least one each. */
  static Method of(int baseline, int candidate, double level) {
    if (Splits.leastP(baseline, candidate) <= level) {
      return Splits.count(baseline + candidate, candidate) <= Splits.EXACT_MAX
          ? EXACT_PERMUTATION
          : SAMPLED_PERMUTATION;
    }
    return baseline + candidate >= STUDENT_RUNS_MIN ? STUDENT : TAKEN_VARIATION;
  }

  /** Returns the name in documents. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isPermutation() {
    return this == EXACT_PERMUTATION || this == SAMPLED_PERMUTATION;
  }
}
