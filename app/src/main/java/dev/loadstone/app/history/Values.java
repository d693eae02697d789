package dev.loadstone.app.history;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import dev.loadstone.history.RunEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures of a history for a person. */
final class Values {
  static final String UNKNOWN = "–";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT);
  private static final int COMMIT_DIGITS = 10;
  private static final double SURE = 0.9999;

  private Values() {}

  static String human(double value, String unit) {
    return switch (unit) {
      case "s" -> Durations.human(value);
      case "ratio" -> Ratios.human(value);
      case "bytes" -> DataSizes.human(value);
      case "1/s" -> Rates.human(value);
      default -> Durations.significant(value);
    };
  }

  static String time(Instant instant) {
    return TIME.format(instant.atZone(ZoneOffset.UTC));
  }

  static String commit(RunEntry run) {
    return run.origin()
        .commit()
        .map(commit -> commit.substring(0, Math.min(COMMIT_DIGITS, commit.length())))
        .orElse(UNKNOWN);
  }

  /** Returns a change of a ratio, for example {@code +12.3 % (+10.1 % to +14.6 %)}. */
  static String change(double ratio, ConfidenceInterval interval) {
    if (Double.isNaN(ratio)) {
      return UNKNOWN;
    }
    String known = percent(ratio);
    return Double.isNaN(interval.low())
        ? known
        : known + " (" + percent(interval.low()) + " to " + percent(interval.high()) + ")";
  }

  static String confidence(double confidence) {
    return confidence > SURE
        ? "> 99.99 %"
        : String.format(Locale.ROOT, "%.2f %%", confidence * 100);
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * 100);
  }
}
