package dev.loadstone.engine.http;

import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A test of one value, made ready: literals are bytes and numbers already. Immutable. */
public final class ValueTester {
  private static final int INTEGER_DIGITS = 18;

  private final Check.ValueTest test;
  private final byte[] literal;
  private final double number;

  /** Makes a test ready. */
  public ValueTester(Check.ValueTest test) {
    this.test = test;
    String text =
        switch (test) {
          case Check.Compares compares -> compares.literal();
          case Check.Contains contains -> contains.literal();
          default -> "";
        };
    this.literal = text.getBytes(StandardCharsets.UTF_8);
    this.number = number(literal, 0, literal.length);
  }

  /** Returns whether the test holds if there is no value. */
  public boolean holdsWithoutValue() {
    return test instanceof Check.NotExists;
  }

  /**
   * Returns whether the test holds of the bytes from {@code from} (included) to {@code to}
   * (excluded).
   */
  public boolean holds(byte[] source, int from, int to) {
    return switch (test) {
      case Check.Exists exists -> true;
      case Check.NotExists notExists -> false;
      case Check.Compares compares -> compares(compares.operator(), source, from, to);
      case Check.Contains contains -> contains(source, from, to);
      case Check.Matches matches ->
          matches
              .pattern()
              .matcher(new String(source, from, to - from, StandardCharsets.UTF_8))
              .find();
    };
  }

  private boolean compares(Operator operator, byte[] source, int from, int to) {
    if (isInteger(literal, 0, literal.length) && isInteger(source, from, to)) {
      return operator.holds(
          Long.compare(integer(source, from, to), integer(literal, 0, literal.length)), 0);
    }
    if (!Double.isNaN(number)) {
      double value = number(source, from, to);
      if (!Double.isNaN(value)) {
        return operator.holds(value, number);
      }
    }
    int order = Arrays.compareUnsigned(source, from, to, literal, 0, literal.length);
    return operator.holds(order, 0);
  }

  /**
   * Returns whether the bytes are a whole number that surely fits a long; as doubles, large ones
   * would seem equal that are not.
   */
  private static boolean isInteger(byte[] source, int from, int to) {
    int at = from < to && source[from] == '-' ? from + 1 : from;
    for (int i = at; i < to; i++) {
      if (source[i] < '0' || source[i] > '9') {
        return false;
      }
    }
    return at < to && to - at <= INTEGER_DIGITS;
  }

  private static long integer(byte[] source, int from, int to) {
    long value = 0;
    for (int i = source[from] == '-' ? from + 1 : from; i < to; i++) {
      value = value * 10 + source[i] - '0';
    }
    return source[from] == '-' ? -value : value;
  }

  private boolean contains(byte[] source, int from, int to) {
    for (int i = from; i + literal.length <= to; i++) {
      if (Arrays.equals(source, i, i + literal.length, literal, 0, literal.length)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the number that the bytes are in decimal notation; NaN if they are none. Allocates only
   * for fractions and exponents.
   */
  static double number(byte[] source, int from, int to) {
    int at = from < to && source[from] == '-' ? from + 1 : from;
    if (at == to || to - at > 40) {
      return Double.NaN;
    }
    long value = 0;
    for (int i = at; i < to; i++) {
      byte b = source[i];
      if (b < '0' || b > '9' || i - at >= 17) {
        return fraction(source, from, to);
      }
      value = value * 10 + b - '0';
    }
    return (double) (at == from ? value : -value);
  }

  private static double fraction(byte[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = source[i];
      if ((b < '0' || b > '9') && b != '.' && b != '-' && b != '+' && b != 'e' && b != 'E') {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(new String(source, from, to - from, StandardCharsets.US_ASCII));
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }
}
