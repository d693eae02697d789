package dev.loadstone.core.result;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges observations against thresholds. No data is a failure. Too few samples for a percentile
 * are inconclusive. A met objective whose value lies within the last tenth before its limit is a
 * warning; for a lower limit on a ratio, or on a share of the offered rate, the tenth is that of
 * the distance from the limit to 1.
 */
final class Judge {
  /** The default margin before a limit, as a share of it. */
  static final double MARGIN = 0.1;

  private Judge() {}

  /**
   * Judges one threshold.
   *
   * @param offeredRate intended iterations per second, for limits that are a share of it; NaN if
   *     there are none
   */
  static ThresholdResult judge(Threshold threshold, Observation seen, double offeredRate) {
    double limit = threshold.ofOffered() ? threshold.limit() * offeredRate : threshold.limit();
    if (seen.samples() == 0 || Double.isNaN(seen.value()) || Double.isNaN(limit)) {
      return result(threshold, Verdict.FAIL, seen, "there are no data");
    }
    if (!seen.enough() && threshold.measure().kind() == Measure.Kind.MONEY) {
      return partlyKnown(threshold, seen, limit);
    }
    if (threshold.series().isPresent() && threshold.measure().kind() == Measure.Kind.COURSE) {
      return growth(threshold, seen, limit);
    }
    if (!seen.enough() && threshold.measure().kind() == Measure.Kind.COURSE) {
      return result(
          threshold,
          Verdict.INCONCLUSIVE,
          seen,
          threshold.measure() == Measure.COMPOSITE
              ? "one of its figures rests on too few samples, or on values that are missing"
              : "it was not reached while the run watched");
    }
    if (!seen.enough() && threshold.measure() == Measure.RECORDED) {
      return result(
          threshold,
          Verdict.INCONCLUSIVE,
          seen,
          "some of the values were missing or no numbers (see the counter unrecorded)");
    }
    if (!seen.enough()) {
      String few =
          "too few samples: "
              + grouped(seen.samples())
              + " of the "
              + grouped(samplesNeeded(threshold))
              + " that "
              + threshold.statistic().map(statistic -> statistic.label()).orElse("it")
              + " needs";
      return result(threshold, Verdict.INCONCLUSIVE, seen, few);
    }
    if (!threshold.operator().holds(seen.value(), limit)) {
      return result(threshold, Verdict.FAIL, seen, "");
    }
    boolean inMargin =
        !threshold.operator().holds(seen.value(), warnLimit(threshold, limit, offeredRate));
    return result(
        threshold,
        inMargin ? Verdict.WARN : Verdict.PASS,
        seen,
        inMargin ? "close to the limit" : "");
  }

  /** A growth is judged by its interval: it fails only if it is certainly beyond the limit. */
  private static ThresholdResult growth(Threshold threshold, Observation seen, double limit) {
    if (seen.interval().isEmpty()) {
      return result(
          threshold,
          Verdict.INCONCLUSIVE,
          new Observation(Double.NaN, seen.samples(), false, Optional.empty()),
          "memory was seen too seldom under a steady load");
    }
    ConfidenceInterval interval = seen.interval().get();
    boolean low = threshold.operator().holds(interval.low(), limit);
    boolean high = threshold.operator().holds(interval.high(), limit);
    if (!low && !high) {
      return result(threshold, Verdict.FAIL, seen, "");
    }
    return threshold.operator().holds(seen.value(), limit)
        ? result(threshold, Verdict.PASS, seen, "")
        : result(
            threshold,
            Verdict.INCONCLUSIVE,
            seen,
            "it is beyond the limit, but that may be chance");
  }

  /** A cost that is not known of all operations is more than what is known of it. */
  private static ThresholdResult partlyKnown(Threshold threshold, Observation seen, double limit) {
    boolean exceeded =
        threshold.measure() == Measure.COST
            && threshold.operator().isUpperLimit()
            && !threshold.operator().holds(seen.value(), limit);
    return exceeded
        ? result(threshold, Verdict.FAIL, seen, "")
        : result(
            threshold,
            Verdict.INCONCLUSIVE,
            seen,
            "the target did not tell the tokens of every operation");
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static long samplesNeeded(Threshold threshold) {
    double quantile = threshold.statistic().orElseThrow().quantile();
    return (long) Math.ceil(Percentiles.BEYOND_MIN / (1 - quantile) - 1e-6);
  }

  private static double warnLimit(Threshold threshold, double limit, double offeredRate) {
    if (threshold.warn().isPresent()) {
      return threshold.ofOffered()
          ? threshold.warn().getAsDouble() * offeredRate
          : threshold.warn().getAsDouble();
    }
    Operator operator = threshold.operator();
    if (operator.isUpperLimit()) {
      return limit - MARGIN * Math.abs(limit);
    }
    if (!operator.isLowerLimit()) {
      return limit;
    }
    if (threshold.ofOffered()) {
      return limit + MARGIN * Math.max(0, offeredRate - limit);
    }
    return threshold.measure().kind() == Measure.Kind.RATIO
        ? limit + MARGIN * Math.max(0, 1 - limit)
        : limit + MARGIN * Math.abs(limit);
  }

  private static ThresholdResult result(
      Threshold threshold, Verdict verdict, Observation seen, String reason) {
    return new ThresholdResult(threshold, verdict, seen.value(), seen.interval(), reason);
  }
}
