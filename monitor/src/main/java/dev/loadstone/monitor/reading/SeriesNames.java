package dev.loadstone.monitor.reading;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What probes whose series the plan names ask of it. */
public final class SeriesNames {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private SeriesNames() {}

  /**
   * Checks the name of a series.
   *
   * @throws InvalidArgumentException if it is none
   */
  public static void require(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidArgumentException(
          "series",
          "must have names of lower-case letters, digits and underscores, got: " + name,
          "Thresholds name them so.");
    }
  }

  /**
   * Returns a duration of a probe's options.
   *
   * @throws InvalidArgumentException if it is none, or not above 0
   */
  public static Optional<Duration> positive(StepArguments options, String key) {
    Optional<Duration> given = options.duration(key);
    if (given.filter(duration -> !duration.isPositive()).isPresent()) {
      throw new InvalidArgumentException(
          key, "must be above 0, got: " + options.text(key).orElse(""), "Write " + key + ": 5s.");
    }
    return given;
  }
}
