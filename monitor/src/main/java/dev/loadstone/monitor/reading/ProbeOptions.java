package dev.loadstone.monitor.reading;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Options that several kinds of probes have. */
public final class ProbeOptions {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private ProbeOptions() {}

  /**
   * Returns the series that a plan names, in its order.
   *
   * @param reader makes of a series' name and text what is looked at
   * @param example of the option, as it would be written
   * @throws InvalidArgumentException if there is none, or a name is none
   */
  public static <S> Map<String, S> series(
      StepArguments options, BiFunction<String, String, S> reader, String example) {
    Map<String, S> series = new LinkedHashMap<>();
    options
        .entries("series")
        .forEach((name, text) -> {
          if (!NAME.matcher(name).matches()) {
            throw new InvalidArgumentException(
                "series",
                "must have names of lower-case letters, digits and underscores, got: " + name,
                "Thresholds name them so.");
          }
          series.put(name, reader.apply(name, text));
        });
    if (series.isEmpty()) {
      throw new InvalidArgumentException(
          "series", "must name at least one series, got none", "Write series: " + example + ".");
    }
    return series;
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
