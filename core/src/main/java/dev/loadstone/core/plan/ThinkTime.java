package dev.loadstone.core.plan;

import java.time.Duration;

/** How long a virtual user waits. */
public sealed interface ThinkTime {
  /**
   * Always the same time.
   *
   * @param duration not negative
   */
  record Fixed(Duration duration) implements ThinkTime {}

  /**
   * Any time between two bounds, all equally likely.
   *
   * @param min not negative
   * @param max at least {@code min}
   */
  record Uniform(Duration min, Duration max) implements ThinkTime {}

  /**
   * An exponentially distributed time.
   *
   * @param mean above zero
   */
  record Exponential(Duration mean) implements ThinkTime {}
}
