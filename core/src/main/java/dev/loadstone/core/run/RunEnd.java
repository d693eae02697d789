package dev.loadstone.core.run;

import java.util.List;

/**
 * How a run ended.
 *
 * @param reason why
 * @param detail a sentence for a person; empty if there is nothing to say
 * @param atNanos when, nanoseconds from the start of the run
 * @param driverFailures what went wrong in the generator itself; not empty makes the run invalid
 */
public record RunEnd(Reason reason, String detail, long atNanos, List<String> driverFailures) {
  /** Why a run ended. */
  public enum Reason {
    /** The load is over. */
    COMPLETED,
    /** A threshold with {@code abort} was missed. */
    ABORTED,
    /** A person stopped it. */
    INTERRUPTED,
    /** The process ended without saying so; known only from what it left behind. */
    CUT
  }

  /** Copies the failures. */
  public RunEnd {
    driverFailures = List.copyOf(driverFailures);
  }
}
