package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Check.Compares;
import dev.loadstone.core.plan.Check.Contains;
import dev.loadstone.core.plan.Check.Exists;
import dev.loadstone.core.plan.Check.Matches;
import dev.loadstone.core.plan.Check.NotExists;
import dev.loadstone.core.plan.Check.ValueTest;
import dev.loadstone.core.problem.InvalidTextException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Parses what is asked of one value: {@code exists}, {@code not exists}, {@code == x}, {@code < 5},
 * {@code contains x}, {@code matches x}.
 */
final class ValueTestParser {
  private static final Pattern COMPARISON =
      Pattern.compile("(==|!=|<=|>=|<|>)\\s*(.+)", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("(contains|matches)\\s+(.+)", Pattern.DOTALL);

  private ValueTestParser() {}

  /**
   * Parses a test.
   *
   * @param text what stands behind the subject
   * @param whole the whole check, for messages
   * @throws InvalidTextException if the text is no test
   */
  static ValueTest parse(String text, String whole) {
    String test = text.strip();
    if (test.equals("exists")) {
      return new Exists();
    }
    if (test.equals("not exists")) {
      return new NotExists();
    }
    Matcher comparison = COMPARISON.matcher(test);
    if (comparison.matches()) {
      return new Compares(operator(comparison.group(1)), fixed(comparison.group(2), whole));
    }
    Matcher word = WORD.matcher(test);
    if (!word.matches()) {
      throw new InvalidTextException(
          "say what to test",
          whole,
          "Write exists, not exists, contains …, matches …, or one of == != < <= > >= with a value.");
    }
    String operand = fixed(word.group(2), whole);
    return word.group(1).equals("contains") ? new Contains(operand) : new Matches(pattern(operand));
  }

  /** Returns the operator of a sign that a pattern has let through. */
  static Operator operator(String sign) {
    return Operator.of(sign).orElseThrow(() -> new IllegalStateException("no operator " + sign));
  }

  private static String fixed(String text, String whole) {
    if (text.contains("${")) {
      throw new InvalidTextException(
          "have a fixed value on the right", whole, "Put the expression on the left.");
    }
    return unquote(text);
  }

  private static String unquote(String text) {
    String operand = text.strip();
    char first = operand.charAt(0);
    boolean quoted =
        operand.length() > 2
            && (first == '"' || first == '\'')
            && operand.charAt(operand.length() - 1) == first;
    return quoted ? operand.substring(1, operand.length() - 1) : operand;
  }

  /**
   * Compiles a regular expression.
   *
   * @throws InvalidTextException if it is none
   */
  static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      String place = wrong.getIndex() >= 0 ? " at position " + (wrong.getIndex() + 1) : "";
      throw new InvalidTextException(
          "be a regular expression", text, wrong.getDescription() + place + ".");
    }
  }
}
