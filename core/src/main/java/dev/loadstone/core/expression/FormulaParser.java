package dev.loadstone.core.expression;

import dev.loadstone.core.problem.InvalidTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses arithmetic: numbers and operands, {@code + - * /} with the usual precedence, a minus
 * before anything, and parentheses. Not thread-safe.
 */
public final class FormulaParser {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
  private static final int DEPTH_MAX = 100;

  /** Tells what an operand looks like. */
  public interface Operands {
    /**
     * Returns where the operand that begins at the given place ends, or -1 if none begins there.
     */
    int end(String text, int start);
  }

  private final String text;
  private final Operands known;
  private final String example;
  private final List<String> operands = new ArrayList<>();
  private int at;
  private int depth;

  private FormulaParser(String text, Operands known, String example) {
    this.text = text;
    this.known = known;
    this.example = example;
  }

  /**
   * Parses a formula.
   *
   * @param example how one is written, for the fix of an error
   * @throws InvalidTextException if the text is none
   */
  public static Formula.Parsed parse(String text, Operands known, String example) {
    FormulaParser parser = new FormulaParser(text, known, example);
    Formula formula = parser.sum();
    if (parser.at < text.length()) {
      throw parser.wrong();
    }
    return new Formula.Parsed(formula, parser.operands);
  }

  private Formula sum() {
    Formula left = product();
    while (true) {
      if (takes('+')) {
        left = new Formula.Operation(Formula.Operator.PLUS, left, product());
      } else if (takes('-')) {
        left = new Formula.Operation(Formula.Operator.MINUS, left, product());
      } else {
        return left;
      }
    }
  }

  private Formula product() {
    Formula left = factor();
    while (true) {
      if (takes('*')) {
        left = new Formula.Operation(Formula.Operator.TIMES, left, factor());
      } else if (takes('/')) {
        left = new Formula.Operation(Formula.Operator.OVER, left, factor());
      } else {
        return left;
      }
    }
  }

  private Formula factor() {
    if (++depth > DEPTH_MAX) {
      throw wrong();
    }
    Formula factor = inner();
    depth--;
    skipBlanks();
    return factor;
  }

  private Formula inner() {
    if (takes('-')) {
      return new Formula.Negative(factor());
    }
    if (takes('(')) {
      Formula inside = sum();
      if (!takes(')')) {
        throw wrong();
      }
      return inside;
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (number.lookingAt()) {
      at = number.end();
      return new Formula.Constant(Double.parseDouble(number.group()));
    }
    int end = known.end(text, at);
    if (end <= at) {
      throw wrong();
    }
    operands.add(text.substring(at, end));
    at = end;
    return new Formula.Operand(operands.size() - 1);
  }

  private boolean takes(char wanted) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      skipBlanks();
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private InvalidTextException wrong() {
    String place = at < text.length() ? " at \"" + text.substring(at) + "\"" : " at its end";
    return new InvalidTextException(
        "be a number, a value or arithmetic with them, but is not" + place,
        text,
        "Write it as " + example + ".");
  }
}
