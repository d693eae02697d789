package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expressions that every plan has: {@code user.id}, {@code iteration}, {@code now} and {@code
 * random.…}.
 */
final class BuiltIns {
  private static final Pattern RANDOM =
      Pattern.compile("random\\.(\\w+)\\s*(?:\\((.*)\\))?", Pattern.DOTALL);

  private BuiltIns() {}

  /**
   * Returns the built-in expression of a name.
   *
   * @throws InvalidTextException if it begins like one but is none, or has arguments that it does
   *     not take
   */
  static Optional<Expression> find(String name) {
    if (name.startsWith("random.")) {
      return Optional.of(random(name));
    }
    return switch (name) {
      case "user.id" -> Optional.of(new Expression.UserId());
      case "iteration" -> Optional.of(new Expression.Iteration());
      case "now" -> Optional.of(new Expression.Now());
      default -> Optional.empty();
    };
  }

  private static Expression random(String text) {
    Matcher call = RANDOM.matcher(text);
    String function = call.matches() ? call.group(1) : "";
    boolean hasArguments = call.matches() && call.group(2) != null;
    List<String> arguments =
        hasArguments
            ? Arrays.stream(call.group(2).split(",", -1)).map(String::strip).toList()
            : List.of();
    return switch (function) {
      case "uuid" -> uuid(text, hasArguments && !call.group(2).isBlank());
      case "int" -> range(text, arguments);
      case "choice" -> choice(text, arguments);
      default ->
          throw new InvalidTextException(
              "use a random function",
              "${" + text + "}",
              Suggestions.fix(
                  "random." + function,
                  List.of("random.int(1, 9)", "random.uuid", "random.choice(a, b)")));
    };
  }

  private static Expression uuid(String text, boolean hasArguments) {
    if (hasArguments) {
      throw new InvalidTextException(
          "have no arguments", "${" + text + "}", "Write ${random.uuid}.");
    }
    return new Expression.RandomUuid();
  }

  private static Expression range(String text, List<String> arguments) {
    if (arguments.size() == 2) {
      try {
        long min = Long.parseLong(arguments.getFirst());
        long max = Long.parseLong(arguments.getLast());
        if (min <= max) {
          return new Expression.RandomInt(min, max);
        }
      } catch (NumberFormatException ignored) {
        // told below, with the accepted form
      }
    }
    throw new InvalidTextException(
        "have two whole numbers, the smaller first",
        "${" + text + "}",
        "Write ${random.int(1000, 9999)}; both bounds can come up.");
  }

  private static Expression choice(String text, List<String> arguments) {
    if (arguments.isEmpty() || arguments.stream().allMatch(String::isEmpty)) {
      throw new InvalidTextException(
          "have something to choose from",
          "${" + text + "}",
          "Write ${random.choice(red, green)}.");
    }
    return new Expression.RandomChoice(arguments);
  }
}
