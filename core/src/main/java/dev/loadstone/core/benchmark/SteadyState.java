package dev.loadstone.core.benchmark;

import java.util.Locale;

/**
 * Whether a series of samples came to a steady state, and when.
 *
 * @param kind what could be told
 * @param start the index of the first steady sample; of a series that is never steady or too short,
 *     0
 */
public record SteadyState(Kind kind, int start) {
  /** What could be told. */
  public enum Kind {
    /** From the start on, every stretch has the level of the whole. */
    STEADY,
    /** There is no such start, or too little is left after it. */
    NEVER,
    /** There are too few samples to tell. */
    TOO_FEW;

    /** Returns the name in results, for example {@code too_few}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
