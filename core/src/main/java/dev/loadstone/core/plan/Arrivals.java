package dev.loadstone.core.plan;

import java.util.List;

/** How the arrivals of an open workload follow one another at a given rate. */
public sealed interface Arrivals {
  /** Evenly spaced. */
  record Constant() implements Arrivals {}

  /** A Poisson process: independent, exponentially distributed gaps. */
  record Poisson() implements Arrivals {}

  /**
   * A renewal process with gamma-distributed gaps; a coefficient of variation above 1 makes bursts.
   *
   * @param cv standard deviation of the gaps divided by their mean; above 0; 1 is Poisson
   */
  record Gamma(double cv) implements Arrivals {}

  /**
   * Recorded arrivals; they replace the rates of phases.
   *
   * @param file the file's name as the plan gives it
   * @param offsetNanos nanoseconds from the start of the load, never falling, at least one
   */
  record Trace(String file, List<Long> offsetNanos) implements Arrivals {
    /** Copies the offsets. */
    public Trace {
      offsetNanos = List.copyOf(offsetNanos);
    }
  }
}
