package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.plan.ThinkTime;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.Durations;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses waits: {@code 2s}, {@code 1s..3s}, {@code exponential(2s)}. */
final class ThinkTimeParser {
  private static final Pattern EXPONENTIAL = Pattern.compile("exponential\\s*\\((.*)\\)");

  private ThinkTimeParser() {}

  /**
   * Parses a wait.
   *
   * @throws InvalidTextException if the text is none
   */
  static ThinkTime parse(String text) {
    String wait = text.strip();
    Matcher exponential = EXPONENTIAL.matcher(wait);
    int dots = wait.indexOf("..");
    if (exponential.matches()) {
      return exponential(wait, duration(wait, exponential.group(1)));
    }
    if (dots >= 0) {
      Duration min = duration(wait, wait.substring(0, dots));
      Duration max = duration(wait, wait.substring(dots + 2));
      if (max.compareTo(min) < 0) {
        throw new InvalidTextException(
            "be a range from the shorter to the longer time", wait, "Write it as 1s..3s.");
      }
      return new ThinkTime.Uniform(min, max);
    }
    return new ThinkTime.Fixed(duration(wait, wait));
  }

  private static ThinkTime exponential(String text, Duration mean) {
    if (mean.isZero()) {
      throw new InvalidTextException(
          "have a mean above zero", text, "Write it as exponential(2s).");
    }
    return new ThinkTime.Exponential(mean);
  }

  private static Duration duration(String whole, String part) {
    try {
      return Durations.parse(part);
    } catch (InvalidTextException wrong) {
      String constraint =
          wrong.constraint().equals("not be negative") ? wrong.constraint() : "be a time to wait";
      throw new InvalidTextException(
          constraint, whole, "Write it as 2s, 1s..3s or exponential(2s).");
    }
  }
}
