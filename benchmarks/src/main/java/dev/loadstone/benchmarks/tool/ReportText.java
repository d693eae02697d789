package dev.loadstone.benchmarks.tool;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers found in a report that is made for people. */
final class ReportText {
  private static final double MICROS_PER_MILLI = 1e3;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double MILLIS_PER_MINUTE = 60e3;
  private static final Pattern TIME = Pattern.compile("([\\d.]+)(us|ms|s|m)");

  private final String tool;
  private final String text;

  ReportText(String tool, String text) {
    this.tool = tool;
    this.text = text;
  }

  /**
   * Returns the first group of the first match.
   *
   * @throws UnreadableReportException if nothing matches
   */
  String find(String regex) {
    Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
    if (!matcher.find()) {
      throw new UnreadableReportException("the report of " + tool + " has no " + regex);
    }
    return matcher.group(1);
  }

  /** Returns the first group of the first match as a number; commas between digits are ignored. */
  double number(String regex) {
    return Double.parseDouble(find(regex).replace(",", ""));
  }

  /** Returns the first group of the first match, a time with a unit, in milliseconds. */
  double millis(String regex) {
    String found = find(regex);
    Matcher time = TIME.matcher(found);
    if (!time.matches()) {
      throw new UnreadableReportException(
          String.format(Locale.ROOT, "the report of %s has no time but %s", tool, found));
    }
    double value = Double.parseDouble(time.group(1));
    return switch (time.group(2)) {
      case "us" -> value / MICROS_PER_MILLI;
      case "ms" -> value;
      case "s" -> value * MILLIS_PER_SECOND;
      default -> value * MILLIS_PER_MINUTE;
    };
  }
}
