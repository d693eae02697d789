package dev.loadstone.connectors.broker;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which keys of a broker's step go together. */
public final class BrokerRules {
  private BrokerRules() {}

  /** Returns what a step does: the value of {@code do}, or {@code publish}. */
  public static String way(StepArguments arguments) {
    return arguments.text("do").orElse("publish");
  }

  /**
   * Checks a step.
   *
   * @param onlyWith keys with the ways of {@code do} that they are for
   * @throws InvalidArgumentException if a key is for another way, or {@code timestamp} is no
   *     regular expression with a group
   */
  public static void check(StepArguments arguments, Map<String, Set<String>> onlyWith) {
    String way = way(arguments);
    onlyWith.forEach((key, ways) -> {
      if (arguments.has(key) && !ways.contains(way)) {
        throw new InvalidArgumentException(key, "must not stand beside do: " + way, "Remove it.");
      }
    });
    arguments.text("timestamp").ifPresent(BrokerRules::checkPattern);
  }

  private static void checkPattern(String text) {
    boolean good;
    try {
      good = Pattern.compile(text).matcher("").groupCount() >= 1;
    } catch (PatternSyntaxException broken) {
      good = false;
    }
    if (!good) {
      throw new InvalidArgumentException(
          "timestamp",
          "must be a regular expression with a group, got: " + text,
          "Put ( ) around the number.");
    }
  }
}
