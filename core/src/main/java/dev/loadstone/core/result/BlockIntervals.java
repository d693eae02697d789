package dev.loadstone.core.result;

import dev.loadstone.core.analysis.Student;
import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.record.SparseCounts;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Confidence intervals of percentiles from blocks of time, so that what follows each other in time
 * may depend on each other.
 *
 * <p>The share of values up to the percentile varies from block to block; this says how exact the
 * share of all values is, as a ratio of sums over blocks (n_i values, b_i of them up to the
 * percentile, d_i = b_i − n_i·Σb/Σn): its variance is B/(B − 1)·Σd_i²·(1 + 2r) / (Σn)², r being the
 * correlation of neighbouring d_i if that is above 0. The interval's ends are the order statistics
 * at the shares q′ with logit q′ = logit q ± t·s/(q(1 − q)), t being the quantile 0.975 of
 * Student's distribution with ν degrees of freedom, 2/ν = 2/(B − 1) + k/B, k being the excess
 * kurtosis of the d_i if that is above 0, and ν at least {@value #FREEDOM_MIN}: where few blocks
 * have all of the values beyond, s itself is not known well. Blocks that go on from one to the next
 * (r above 1/√B) are joined in pairs, as often as needed; there is no interval with fewer than
 * {@value #BLOCKS_MIN} blocks, nor if less than one value is beyond its upper end.
 *
 * <p>Source: Woodruff, Confidence intervals for medians and other position measures, JASA 47
 * (1952), with the logit of Korn and Graubard, Analysis of Health Surveys, 1999, section 3.2; Law,
 * Simulation Modeling and Analysis, section 9.5 (batches); Satterthwaite, An approximate
 * distribution of estimates of variance components, Biometrics Bulletin 2 (1946), with the variance
 * of a sample variance, σ⁴(2/(B − 1) + k/B).
 */
final class BlockIntervals {
  /** Fewest blocks. */
  static final int BLOCKS_MIN = 8;

  /** Fewest degrees of freedom. */
  static final int FREEDOM_MIN = 4;

  private final Histogram whole;
  private final List<SparseCounts> blocks;
  private final long[] totals;

  /**
   * Creates intervals of a distribution.
   *
   * @param whole all values, in nanoseconds
   * @param blocks the same values by block, in the order of time
   */
  BlockIntervals(Histogram whole, List<SparseCounts> blocks) {
    this.whole = whole;
    this.blocks = blocks;
    totals = blocks.stream().mapToLong(SparseCounts::total).toArray();
  }

  /**
   * Returns the 95 % interval of a percentile, in seconds; empty if it cannot be told.
   *
   * @param quantile above 0 and below 1
   */
  Optional<ConfidenceInterval> of(double quantile) {
    if (blocks.size() < BLOCKS_MIN || !Percentiles.isTellable(whole.getTotalCount(), quantile)) {
      return Optional.empty();
    }
    double[] counts = new double[totals.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = totals[i];
    }
    double[] upTo = upTo(whole.getValueAtPercentile(quantile * 100));
    while (counts.length >= BLOCKS_MIN) {
      double[] deviations = deviations(counts, upTo);
      double correlation = correlation(deviations);
      if (correlation <= 1 / Math.sqrt(deviations.length)) {
        return interval(quantile, deviations, Math.max(0, correlation));
      }
      counts = joined(counts);
      upTo = joined(upTo);
    }
    return Optional.empty();
  }

  /**
   * Returns how many values of each block are up to a value. Within the value's bucket every block
   * is taken to be split as the whole is.
   */
  private double[] upTo(long value) {
    int bucket = SparseCounts.bucketOf(value);
    double[] counts = new double[blocks.size()];
    double[] inBucket = new double[blocks.size()];
    double below = 0;
    double at = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = blocks.get(i).below(bucket);
      inBucket[i] = blocks.get(i).below(bucket + 1) - counts[i];
      below += counts[i];
      at += inBucket[i];
    }
    double wanted = whole.getCountBetweenValues(0, value) - below;
    double share = at > 0 ? Math.clamp(wanted / at, 0, 1) : 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] += share * inBucket[i];
    }
    return counts;
  }

  private static double[] deviations(double[] counts, double[] upTo) {
    double share = sum(upTo) / sum(counts);
    double[] deviations = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      deviations[i] = upTo[i] - share * counts[i];
    }
    return deviations;
  }

  private static double correlation(double[] deviations) {
    double products = 0;
    double squares = deviations[0] * deviations[0];
    for (int i = 1; i < deviations.length; i++) {
      products += deviations[i - 1] * deviations[i];
      squares += deviations[i] * deviations[i];
    }
    return squares > 0 ? products / squares : 0;
  }

  private static double[] joined(double[] values) {
    double[] pairs = new double[(values.length + 1) / 2];
    for (int i = 0; i < values.length; i++) {
      pairs[i / 2] += values[i];
    }
    return pairs;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private Optional<ConfidenceInterval> interval(
      double quantile, double[] deviations, double correlation) {
    double squares = 0;
    double fourths = 0;
    for (double deviation : deviations) {
      squares += deviation * deviation;
      fourths += deviation * deviation * deviation * deviation;
    }
    int count = deviations.length;
    double kurtosis = squares > 0 ? count * fourths / (squares * squares) - 3 : 0;
    double relative = 2.0 / (count - 1) + Math.max(0, kurtosis) / count;
    int freedom = Math.max(FREEDOM_MIN, (int) Math.round(2 / relative));
    double variance = count / (count - 1.0) * squares * (1 + 2 * correlation);
    double error = Math.sqrt(variance) / sum(totals);
    double half = Student.quantile975(freedom) * error / (quantile * (1 - quantile));
    double low = shifted(quantile, -half);
    double high = shifted(quantile, half);
    if (whole.getTotalCount() * (1 - high) < 1) {
      return Optional.empty();
    }
    return Optional.of(new ConfidenceInterval(seconds(low), seconds(high)));
  }

  private static double sum(long[] values) {
    double sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }

  private double seconds(double share) {
    return whole.getValueAtPercentile(100 * share) / 1e9;
  }

  private static double shifted(double share, double logits) {
    return 1 / (1 + (1 - share) / share * Math.exp(-logits));
  }
}
