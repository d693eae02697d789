package dev.loadstone.core.quantity;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * Exact decimal numbers without {@link BigDecimal} where that is not needed: loading that class
 * takes longer than reading a plan, since it makes tables of large powers first.
 */
public final class Decimals {
  /** Digits of which every number fits into a long. */
  private static final int LONG_DIGITS = 18;

  /** Digits that people read of a number. */
  private static final int SIGNIFICANT = 3;

  private Decimals() {}

  /**
   * Returns a product if it is a whole number.
   *
   * @param number digits, with or without a point among them
   * @param factor at least 0
   * @return empty if it is not whole or not easily found to be
   */
  static OptionalLong wholeProduct(String number, long factor) {
    int point = number.indexOf('.');
    int decimals = point < 0 ? 0 : number.length() - point - 1;
    String digits = point < 0 ? number : number.substring(0, point) + number.substring(point + 1);
    if (digits.length() > LONG_DIGITS) {
      return OptionalLong.empty();
    }
    long value = Long.parseLong(digits);
    long low = value * factor;
    long scale = powerOfTen(decimals);
    boolean fits = Math.multiplyHigh(value, factor) == 0 && low >= 0;
    return fits && low % scale == 0 ? OptionalLong.of(low / scale) : OptionalLong.empty();
  }

  /** Returns a product exactly; {@code number} as above. */
  static BigDecimal product(String number, long factor) {
    return new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
  }

  /**
   * Returns a number with all the digits that {@link Double#toString(double)} gives it, without an
   * exponent and without zeros at the end of a fraction.
   *
   * @param value finite
   * @return for example {@code 0.00012}, {@code 1.5} or {@code -120000000}
   */
  public static String plain(double value) {
    return value == 0 ? "0" : sign(value) + Scientific.of(value).text();
  }

  /**
   * Rounds to significant decimal digits, halves away from zero.
   *
   * @param value finite
   * @param count how many digits, from 1 to 17
   */
  public static double rounded(double value, int count) {
    if (value == 0) {
      return value;
    }
    Scientific number = Scientific.of(value).rounded(count);
    double size =
        Double.parseDouble(number.digits + "e" + (number.exponent - number.digits.length() + 1));
    return value < 0 ? -size : size;
  }

  /**
   * Prints a number with three significant digits, or with all those before its point, halves
   * rounded away from zero, without an exponent.
   *
   * @param value finite
   * @param shift by how many places its point is moved to the right first
   * @return for example {@code 0.0123}, {@code 1.20}, {@code 100} or {@code 12345}
   */
  static String significant(double value, int shift) {
    if (value == 0) {
      return "0";
    }
    Scientific exact = Scientific.of(value).times(shift);
    Scientific number = exact.rounded(Math.max(SIGNIFICANT, exact.before()));
    return sign(value) + number.padded(Math.max(SIGNIFICANT, number.before())).text();
  }

  /**
   * Prints a number with one digit behind its point, halves rounded away from zero.
   *
   * @param value finite, 1 or more in size
   */
  static String tenths(double value) {
    Scientific exact = Scientific.of(value);
    Scientific number = exact.rounded(exact.before() + 1);
    return sign(value) + number.padded(number.before() + 1).text();
  }

  private static String sign(double value) {
    return value < 0 ? "-" : "";
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /**
   * The size of a number.
   *
   * @param digits not beginning with a zero
   * @param exponent the power of ten by which the first digit counts
   */
  private record Scientific(String digits, int exponent) {
    /** Takes a number other than 0 apart; the last digit is no zero. */
    static Scientific of(double value) {
      String text = Double.toString(Math.abs(value));
      int letter = text.indexOf('E');
      String mantissa = letter < 0 ? text : text.substring(0, letter);
      int point = mantissa.indexOf('.');
      String all = mantissa.substring(0, point) + mantissa.substring(point + 1);
      int first = 0;
      while (all.charAt(first) == '0') {
        first++;
      }
      int last = all.length();
      while (all.charAt(last - 1) == '0') {
        last--;
      }
      int exponent = letter < 0 ? 0 : Integer.parseInt(text.substring(letter + 1));
      return new Scientific(all.substring(first, last), point - 1 - first + exponent);
    }

    Scientific times(int powerOfTen) {
      return new Scientific(digits, exponent + powerOfTen);
    }

    /** Returns how many digits are before the point; 0 or less for numbers below 1. */
    int before() {
      return exponent + 1;
    }

    /** Returns the number with at most so many digits. */
    Scientific rounded(int count) {
      if (digits.length() <= count) {
        return this;
      }
      long kept = Long.parseLong(digits.substring(0, count));
      String text = Long.toString(digits.charAt(count) >= '5' ? kept + 1 : kept);
      return text.length() > count
          ? new Scientific(text.substring(0, count), exponent + 1)
          : new Scientific(text, exponent);
    }

    /** Returns the number with at least so many digits. */
    Scientific padded(int count) {
      return new Scientific(digits + "0".repeat(Math.max(0, count - digits.length())), exponent);
    }

    String text() {
      int before = before();
      if (before <= 0) {
        return "0." + "0".repeat(-before) + digits;
      }
      return before >= digits.length()
          ? padded(before).digits
          : digits.substring(0, before) + "." + digits.substring(before);
    }
  }
}
