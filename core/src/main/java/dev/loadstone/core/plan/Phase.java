package dev.loadstone.core.plan;

import java.time.Duration;

/**
 * A stretch of a load during which its level goes from one value to another.
 *
 * @param name unique in the load, the {@code phase} tag of what starts in it
 * @param from level at the start: arrivals per second (open) or users (closed); at least 0
 * @param to level at the end
 * @param steps 0 for a straight line; k ≥ 1 for a staircase of k equally long levels, the i-th
 *     being from + (to − from)·i/k
 * @param duration above zero
 */
public record Phase(String name, double from, double to, int steps, Duration duration) {
  /** Returns whether the level never changes. */
  public boolean isSteady() {
    return from == to || steps == 1;
  }
}
