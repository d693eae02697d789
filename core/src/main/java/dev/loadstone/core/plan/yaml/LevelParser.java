package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.plan.Load.Model;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.Rates;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses levels of load: rates such as {@code 200/s} and numbers of users such as {@code 50}. */
final class LevelParser {
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  private LevelParser() {}

  /**
   * A level.
   *
   * @param value arrivals per second or users, at least 0
   * @param model the kind of workload that has such levels; empty for a plain 0, which every kind
   *     has
   */
  record Level(double value, Optional<Model> model) {}

  /**
   * Parses a rate or a number of users.
   *
   * @throws InvalidTextException if the text is neither
   */
  static Level parse(String text) {
    if (text.strip().equals("0")) {
      return new Level(0, Optional.empty());
    }
    if (text.contains("/")) {
      return rate(text);
    }
    if (WHOLE.matcher(text.strip()).matches()) {
      return users(text);
    }
    throw new InvalidTextException(
        negative(text) ? "not be negative" : "be a rate or a whole number of users",
        text,
        "Write 200/s for arrivals or 50 for users.");
  }

  /**
   * Parses a rate.
   *
   * @throws InvalidTextException if the text is none
   */
  static Level rate(String text) {
    double rate = Rates.parse(text);
    if (rate > ValueTypes.LEVEL_MAX) {
      throw new InvalidTextException("be at most 10000000/s", text, "");
    }
    return new Level(rate, Optional.of(Model.OPEN));
  }

  /**
   * Parses a number of users.
   *
   * @throws InvalidTextException if the text is none
   */
  static Level users(String text) {
    if (!WHOLE.matcher(text.strip()).matches()) {
      throw new InvalidTextException(
          negative(text) ? "not be negative" : "be a whole number of users",
          text,
          text.contains("/") ? "Use the key rate for arrivals." : "");
    }
    long users = Long.parseLong(text.strip());
    if (users > ValueTypes.LEVEL_MAX) {
      throw new InvalidTextException("be at most 10000000 users", text, "");
    }
    return new Level(users, Optional.of(Model.CLOSED));
  }

  private static boolean negative(String text) {
    return text.strip().matches("-\\s*\\d.*");
  }
}
