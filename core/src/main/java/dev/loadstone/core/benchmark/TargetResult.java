package dev.loadstone.core.benchmark;

import dev.loadstone.core.verdict.Verdict;
import java.util.Locale;

/**
 * A target, judged.
 *
 * @param target what was asked
 * @param actual the figure seen, in its unit; NaN if it is not known
 * @param verdict PASS, WARN if it was met by less than a tenth, FAIL if it was missed or is not
 *     known, INCONCLUSIVE if there are too few samples for the percentile
 * @param reason why, a sentence; empty if it was plainly met or missed
 */
public record TargetResult(BenchmarkTarget target, double actual, Verdict verdict, String reason) {
  private static final double MARGIN = 0.1;

  /**
   * Judges a figure. The margin of a lower limit on a ratio is a tenth of the distance from the
   * limit to 1, that of any other limit a tenth of the limit.
   *
   * @param samples how many samples the figure is of
   */
  static TargetResult of(BenchmarkTarget target, double actual, long samples) {
    if (Double.isNaN(actual)) {
      return new TargetResult(target, actual, Verdict.FAIL, "there are no data");
    }
    double quantile = target.figure().quantile();
    if (!Double.isNaN(quantile) && !SampleStatistics.isTellable(samples, quantile)) {
      String reason =
          "too few samples: "
              + String.format(Locale.ROOT, "%,d", samples)
              + " of the "
              + String.format(Locale.ROOT, "%,d", SampleStatistics.needed(quantile))
              + " that "
              + target.figure().label()
              + " needs";
      return new TargetResult(target, actual, Verdict.INCONCLUSIVE, reason);
    }
    if (!holds(target, actual, target.limit())) {
      return new TargetResult(target, actual, Verdict.FAIL, "");
    }
    return holds(target, actual, warnLimit(target))
        ? new TargetResult(target, actual, Verdict.PASS, "")
        : new TargetResult(target, actual, Verdict.WARN, "close to the limit");
  }

  private static boolean holds(BenchmarkTarget target, double actual, double limit) {
    return target.figure().isBetterHigher() ? actual >= limit : actual <= limit;
  }

  private static double warnLimit(BenchmarkTarget target) {
    double limit = target.limit();
    return switch (target.figure().kind()) {
      case RATIO -> limit + MARGIN * Math.max(0, 1 - limit);
      case RATE -> limit * (1 + MARGIN);
      case TIME, BYTES, LOAD -> limit * (1 - MARGIN);
    };
  }

  /** Returns this with a met target as a warning. */
  TargetResult doubted(String why) {
    return verdict == Verdict.PASS ? new TargetResult(target, actual, Verdict.WARN, why) : this;
  }

  /** Returns the figure less the limit, in the figure's unit; NaN if the figure is not known. */
  public double difference() {
    return actual - target.limit();
  }

  /** Returns the difference as a share of the limit; NaN if it is not known or the limit is 0. */
  public double differenceRatio() {
    return target.limit() == 0 ? Double.NaN : difference() / target.limit();
  }
}
