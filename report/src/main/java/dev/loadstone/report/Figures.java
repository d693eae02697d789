package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as every report shows them: three significant digits and a unit; counts exactly. */
final class Figures {
  /** What stands for a figure that is not known. */
  static final String UNKNOWN = "–";

  private static final int MONEY_DIGITS = 4;
  private static final int NUMBER_DIGITS = 4;

  private static final Pattern ZEROS = Pattern.compile("(\\.\\d*?)0+(?=\\D|$)");
  private static final Pattern POINT = Pattern.compile("\\.(?=\\D|$)");

  private Figures() {}

  /** Returns seconds, for example {@code 12.3 ms}. */
  static String seconds(double seconds) {
    return Durations.human(seconds);
  }

  /**
   * Returns how long something went on: from a minute on in whole seconds, for example {@code
   * 2m35s}.
   */
  static String length(double seconds) {
    return seconds < 60 || Double.isNaN(seconds)
        ? seconds(seconds)
        : Durations.format(Duration.ofSeconds(Math.round(seconds)));
  }

  /** Returns a ratio in percent, for example {@code 1.25 %}. */
  static String ratio(double ratio) {
    return Ratios.human(ratio);
  }

  /** Returns a rate, for example {@code 200/s}. */
  static String rate(double perSecond) {
    return Rates.human(perSecond);
  }

  /** Returns a count exactly, for example {@code 24,000}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * Returns a number of iterations or the like with its noun: {@code 1 iteration}, {@code 24,000
   * iterations}.
   */
  static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /**
   * Returns the observed value of a threshold; {@code above 100 ms} where three digits would not
   * tell it from the limit.
   */
  static String observed(ThresholdResult judged) {
    Threshold threshold = judged.threshold();
    String shown = observed(threshold, judged.observed());
    boolean looksEqual =
        !threshold.ofOffered()
            && threshold.share().isEmpty()
            && judged.observed() != threshold.limit()
            && shown.equals(value(threshold, threshold.limit()));
    return looksEqual
        ? (judged.observed() > threshold.limit() ? "above " : "below ") + shown
        : shown;
  }

  /** Returns a value that a threshold may observe. */
  static String observed(Threshold threshold, double value) {
    return Double.isNaN(value) ? "no data" : value(threshold, value);
  }

  private static String value(Threshold threshold, double value) {
    return threshold
        .ownUnit()
        .map(unit -> inUnit(unit, value))
        .orElseGet(() -> value(threshold.measure(), threshold.statistic(), value));
  }

  /** Returns a value of a probe's series in the unit that fits. */
  static String series(ProbeSeries series, double value) {
    return inUnit(series.unit(), value);
  }

  /** Returns a value in a unit; a dash for NaN. */
  static String inUnit(ProbeSeries.Unit unit, double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    return switch (unit) {
      case NUMBER -> level(value);
      case RATIO -> ratio(value);
      case SECONDS -> value < 0 ? "-" + seconds(-value) : seconds(value);
      case BYTES -> DataSizes.human(value);
      case BYTES_PER_HOUR -> DataSizes.human(value) + "/h";
      case BYTES_PER_SECOND -> DataSizes.human(value) + "/s";
      case RATE -> rate(value);
    };
  }

  /**
   * Returns the limit of a threshold.
   *
   * @param offeredRate what the limit may be a share of; NaN if there is none
   */
  static String limit(Threshold threshold, double offeredRate) {
    if (threshold.share().isPresent()) {
      return ">= " + ratio(threshold.share().getAsDouble());
    }
    if (!threshold.ofOffered()) {
      return threshold.operator().sign() + " " + value(threshold, threshold.limit());
    }
    double limit = threshold.limit() * offeredRate;
    return threshold.operator().sign()
        + " "
        + (Double.isNaN(limit) ? ratio(threshold.limit()) + " of offered" : rate(limit));
  }

  /** Returns a value of a measure in the unit that fits. */
  static String value(Measure measure, Optional<Statistic> statistic, double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    boolean isRate = statistic.filter(Statistic.RATE::equals).isPresent();
    if (statistic.filter(Statistic.COUNT::equals).isPresent()
        && (measure.kind() == Measure.Kind.TIME || measure.kind() == Measure.Kind.NUMBER)) {
      return count(Math.round(value));
    }
    return switch (measure.kind()) {
      case TIME -> isRate ? rate(value) : seconds(value);
      case RATIO -> ratio(value);
      case RATE -> rate(value);
      case LEVEL -> level(value);
      case NUMBER, COURSE -> isRate ? rate(value) : number(value);
      case MONEY -> money(value);
      case COUNT -> {
        boolean bytes = measure == Measure.BYTES_SENT || measure == Measure.BYTES_RECEIVED;
        if (bytes) {
          yield DataSizes.human(value) + (isRate ? "/s" : "");
        }
        yield isRate ? rate(value) : count(Math.round(value));
      }
    };
  }

  /** Returns a number without a unit, in four significant digits. */
  static String number(double value) {
    return Double.isNaN(value) ? UNKNOWN : Decimals.plain(Decimals.rounded(value, NUMBER_DIGITS));
  }

  /** Returns an amount of money without its currency. */
  static String money(double value) {
    return Double.isNaN(value) ? UNKNOWN : Decimals.plain(Decimals.rounded(value, MONEY_DIGITS));
  }

  /**
   * Returns a figure as axes have it, where needless zeros are left out: {@code 1 ms} for {@code
   * 1.00 ms}.
   */
  static String brief(String figure) {
    return POINT.matcher(ZEROS.matcher(figure).replaceAll("$1")).replaceAll("");
  }

  /** Returns a level such as a number of users. */
  static String level(double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    return value == Math.rint(value) || Math.abs(value) >= 999.5
        ? count(Math.round(value))
        : Durations.significant(value);
  }
}
