package dev.loadstone.core.compare;

/**
 * A figure that cannot be compared.
 *
 * @param subject which
 * @param inBaseline how many of the baseline's usable runs have it
 * @param inCandidate how many of the candidate's
 * @param reason why, a clause
 */
public record Omission(Subject subject, int inBaseline, int inCandidate, String reason) {
  /** Returns whether the candidate lacks what the baseline has, so that something may be hidden. */
  public boolean isLost() {
    return inBaseline > 0;
  }
}
