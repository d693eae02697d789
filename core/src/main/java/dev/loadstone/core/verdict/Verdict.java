package dev.loadstone.core.verdict;

import java.util.Locale;

/** The judgement of a threshold or of a whole run. */
public enum Verdict {
  /** Met. */
  PASS,
  /** Met, but inside the margin before the limit. */
  WARN,
  /** Missed, or there are no data. */
  FAIL,
  /** Too few samples to tell. */
  INCONCLUSIVE,
  /** The generator, not the target, was the limit; the figures say nothing on the target. */
  INVALID;

  /** Returns the name in results, for example {@code pass}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
