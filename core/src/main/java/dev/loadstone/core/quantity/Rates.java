package dev.loadstone.core.quantity;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as written in plans: {@code 500/s}, {@code 30/m}, {@code 100/h}. */
public final class Rates {
  private static final Pattern RATE =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(k?)\\s*/\\s*(s|m|min|h)");

  private Rates() {}

  /**
   * Parses a rate.
   *
   * @param text a number, {@code /} and s, m or h
   * @return events per second, finite and at least 0
   * @throws QuantityFormatException if the text is anything else
   */
  public static double parse(String text) {
    Matcher rate = RATE.matcher(text.strip());
    if (!rate.matches()) {
      throw QuantityFormatException.expecting(
          "a rate", text, "Write it per second, minute or hour: 500/s, 30/m or 100/h.");
    }
    double number = Double.parseDouble(rate.group(1)) * (rate.group(2).isEmpty() ? 1 : 1_000);
    return switch (rate.group(3)) {
      case "s" -> number;
      case "h" -> number / 3_600;
      default -> number / 60;
    };
  }

  /**
   * Prints a rate for a person.
   *
   * @param perSecond any number; NaN prints as {@code –}
   * @return for example {@code 199.9/s}
   */
  public static String human(double perSecond) {
    return Double.isNaN(perSecond) ? "–" : trim(perSecond) + "/s";
  }

  private static String trim(double value) {
    if (Math.abs(value - Math.rint(value)) < 1e-9 && Math.abs(value) < 1e15) {
      return Long.toString((long) Math.rint(value));
    }
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%.1f", value)
        : Durations.significant(value);
  }
}
