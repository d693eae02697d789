package dev.loadstone.app.selfcheck;

import dev.loadstone.core.quantity.Durations;
import java.util.Locale;

/** A self-check as a table for a person. */
public final class SelfCheckText {
  private SelfCheckText() {}

  /** Returns the lines, each with a line break at its end. */
  public static String of(SelfCheck check) {
    StringBuilder text = new StringBuilder();
    text.append(line("truth", "figure", "by", "expected", "measured", "difference", "allowed", ""));
    for (Comparison each : check.comparisons()) {
      text.append(
          line(
              each.truth(),
              each.figure(),
              each.source().name().toLowerCase(Locale.ROOT),
              value(each, each.expected()),
              value(each, each.measured()),
              (each.difference() > 0 ? "+" : "") + value(each, each.difference()),
              value(each, each.allowed()),
              each.judgement().label()));
    }
    text.append('\n');
    check.troubles().forEach(trouble -> text.append(trouble).append('\n'));
    return text.append(check.conclusion()).append('\n').toString();
  }

  private static String line(
      String truth,
      String figure,
      String source,
      String expected,
      String measured,
      String difference,
      String allowed,
      String judgement) {
    return String.format(
                Locale.ROOT,
                "%-10s %-24s %-10s %10s %10s %10s %10s  %s",
                truth,
                figure,
                source,
                expected,
                measured,
                difference,
                allowed,
                judgement)
            .stripTrailing()
        + "\n";
  }

  private static String value(Comparison comparison, double value) {
    return comparison.unit().equals("s")
        ? Durations.human(value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }
}
