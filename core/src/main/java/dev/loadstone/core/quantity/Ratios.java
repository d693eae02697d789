package dev.loadstone.core.quantity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ratios as written in plans: {@code 1%}, {@code 99.9%} or a plain {@code 0.01}. */
public final class Ratios {
  private static final Pattern RATIO = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%?)");

  private Ratios() {}

  /**
   * Parses a ratio.
   *
   * @param text a number with {@code %}, or a plain number
   * @return the ratio, finite and at least 0; 1 is the whole
   * @throws QuantityFormatException if the text is anything else
   */
  public static double parse(String text) {
    Matcher ratio = RATIO.matcher(text.strip());
    if (!ratio.matches()) {
      throw QuantityFormatException.expecting(
          "a ratio", text, "Write it in percent or as a fraction: 1% or 0.01.");
    }
    return Double.parseDouble(ratio.group(1) + (ratio.group(2).isEmpty() ? "" : "e-2"));
  }

  /**
   * Prints a ratio for a person, in percent.
   *
   * @param ratio any number; one that is not finite prints as {@code –}
   * @return for example {@code 1.25 %}
   */
  public static String human(double ratio) {
    return Double.isFinite(ratio) ? Decimals.significant(ratio, 2) + " %" : "–";
  }
}
