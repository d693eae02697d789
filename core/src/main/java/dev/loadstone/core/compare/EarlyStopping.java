package dev.loadstone.core.compare;

import java.util.OptionalLong;

/**
 * How many values it takes to say that a percentile is below a limit, when some of the values are
 * above it.
 *
 * <p>Of n independent values with the percentile q right at the limit, the number above it follows
 * a binomial distribution with the chance 1 − q. With t of them above, the least n that will do is
 * the one for which t or fewer would come with a chance of 1 − c at most.
 *
 * <p><b>Source:</b> MLPerf Inference, loadgen/early_stopping.cc, with tolerance 0: there h + t
 * queries for the least h with I_q(h, t + 1) ≤ 1 − c, which is the same chance.
 */
public final class EarlyStopping {
  /** The confidence that MLPerf asks for. */
  public static final double CONFIDENCE = 0.99;

  private EarlyStopping() {}

  /**
   * Returns the least number of values.
   *
   * @param quantile above 0 and below 1
   * @param above how many values are above the limit; at least 0
   * @param confidence above 0 and below 1
   */
  public static long needed(double quantile, long above, double confidence) {
    long low = above;
    long high = above + 1;
    while (chance(high, quantile, above) > 1 - confidence) {
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (chance(middle, quantile, above) > 1 - confidence) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * Returns which of sorted values is at or above the percentile with the confidence asked: the
   * smallest order statistic above which few enough values lie.
   *
   * @param count how many values there are
   * @return the rank from 1 on; empty if there are fewer than {@link #needed} with none above
   */
  public static OptionalLong rank(long count, double quantile, double confidence) {
    if (count < needed(quantile, 0, confidence)) {
      return OptionalLong.empty();
    }
    long enough = 0;
    long tooMany = count;
    while (tooMany - enough > 1) {
      long middle = (enough + tooMany) / 2;
      if (needed(quantile, middle, confidence) <= count) {
        enough = middle;
      } else {
        tooMany = middle;
      }
    }
    return OptionalLong.of(count - enough);
  }

  /** Returns the chance of so many values above or fewer. */
  private static double chance(long count, double quantile, long above) {
    double below = Math.log(quantile);
    double beyond = Math.log1p(-quantile);
    double logarithm = count * below;
    double largest = logarithm;
    double sum = 1;
    for (long k = 1; k <= above && k <= count; k++) {
      logarithm += Math.log((double) (count - k + 1) / k) + beyond - below;
      if (logarithm > largest) {
        sum = sum * Math.exp(largest - logarithm) + 1;
        largest = logarithm;
      } else {
        sum += Math.exp(logarithm - largest);
      }
    }
    return Math.min(1, sum * Math.exp(largest));
  }
}
