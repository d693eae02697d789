package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.Durations;
import java.time.Duration;

/** Parsers of values that must not be nothing. */
final class Lengths {
  private Lengths() {}

  /**
   * Parses a duration above zero.
   *
   * @throws InvalidTextException if the text is none
   */
  static Duration positive(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new InvalidTextException(
          "be longer than zero", text, "Write it with a unit: 250ms, 2s, 1m30s or 1h.");
    }
    return duration;
  }

  /**
   * Returns a text without the blanks around it.
   *
   * @throws InvalidTextException if nothing is left
   */
  static String notBlank(String text) {
    if (text.isBlank()) {
      throw new InvalidTextException("be a name", text, "");
    }
    return text.strip();
  }
}
