package dev.loadstone.core.compare;

import java.util.Locale;

/** How it is told whether a difference is more than chance. */
public enum Method {
  /** By all ways to split the runs between the sides; for any law of the noise. */
  EXACT_PERMUTATION,
  /** By a sample of these ways, drawn with a seed. */
  SAMPLED_PERMUTATION,
  /** By all ways to say which run of each pair is the candidate's, or a sample of them. */
  PAIRED_SIGNS,
  /** By Student's distribution of the differences of pairs; four pairs at least. */
  PAIRED_STUDENT,
  /** By Student's distribution: too few runs for splits to tell, six at least on both sides. */
  STUDENT,
  /** By a variation from run to run that was not seen but taken; it can only make suspicious. */
  TAKEN_VARIATION;

  private static final int STUDENT_RUNS_MIN = 6;
  private static final int STUDENT_PAIRS_MIN = 4;

  /** Returns the method for so many runs on either side, at least one each. */
  static Method of(int baseline, int candidate, double level) {
    if (Splits.leastP(baseline, candidate) <= level) {
      return Splits.count(baseline + candidate, candidate) <= Splits.EXACT_MAX
          ? EXACT_PERMUTATION
          : SAMPLED_PERMUTATION;
    }
    return baseline + candidate >= STUDENT_RUNS_MIN ? STUDENT : TAKEN_VARIATION;
  }

  /** Returns the method for so many pairs of runs. */
  static Method ofPairs(int pairs, double level) {
    if (pairs > 0 && SignTest.leastP(pairs) <= level) {
      return PAIRED_SIGNS;
    }
    return pairs >= STUDENT_PAIRS_MIN ? PAIRED_STUDENT : TAKEN_VARIATION;
  }

  boolean isPaired() {
    return this == PAIRED_SIGNS || this == PAIRED_STUDENT;
  }

  /** Returns the name in documents. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isPermutation() {
    return this == EXACT_PERMUTATION || this == SAMPLED_PERMUTATION;
  }
}
