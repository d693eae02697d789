package dev.loadstone.core.record;

import java.util.Locale;

/** How an operation or an iteration ended. */
public enum Outcome {
  /** As it should. */
  OK,
  /** The target, the network or a check failed it. */
  FAILED,
  /** Our deadline ended it. */
  TIMED_OUT,
  /** The target said that it does not want it now (429). */
  REJECTED,
  /** We ended it, at the end of the drain or on an interrupt; it is no failure. */
  CANCELLED;

  /** Returns the value of the tag {@code outcome}, for example {@code timed_out}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
