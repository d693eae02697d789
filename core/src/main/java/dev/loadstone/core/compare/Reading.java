package dev.loadstone.core.compare;

import java.util.List;

/**
 * A figure of one run.
 *
 * @param value in the subject's unit, finite
 * @param replicates the same figure of runs drawn anew from this one's seconds, in the order drawn;
 *     empty if seconds are not known. How far they scatter says how exact {@code value} is, and
 *     nothing on how far another run would be from it.
 */
public record Reading(double value, List<Double> replicates) {
  /** Copies the list. */
  public Reading {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite, got: " + value);
    }
    replicates = List.copyOf(replicates);
  }

  /** Returns a figure of which no seconds are known. */
  public static Reading of(double value) {
    return new Reading(value, List.of());
  }
}
