package dev.loadstone.core.quantity;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as written in plans: {@code 500/s}, {@code 30/m}, {@code 100/h}. */
public final class Rates {
  private static final Pattern RATE =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(k?)\\s*/\\s*(s|m|min|h)");

  /** What is shown as 100.0 or more is shown with a digit behind the point. */
  private static final double HUNDRED = 99.95;

  private static final double THOUSAND = 1_000;

  /** What sums and quotients may be off. */
  private static final double NOTHING = 1e-9;

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
   * Prints a rate for a person: three significant digits, from 100 on one decimal, from 1,000 on
   * whole numbers with a separator of thousands.
   *
   * @param perSecond any number; one that is not finite prints as {@code –}
   * @return for example {@code 12.3/s}, {@code 199.9/s}, {@code 200/s} or {@code 12,346/s}
   */
  public static String human(double perSecond) {
    return Double.isFinite(perSecond) ? number(perSecond) + "/s" : "–";
  }

  private static String number(double value) {
    double whole = Math.rint(value);
    if (Math.abs(value - whole) < NOTHING && (whole != 0 || value == 0)) {
      return grouped(value);
    }
    if (Math.abs(value) < HUNDRED) {
      return Decimals.significant(value, 0);
    }
    String tenths = Decimals.tenths(value);
    return Math.abs(Double.parseDouble(tenths)) < THOUSAND ? tenths : grouped(value);
  }

  private static String grouped(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }
}
