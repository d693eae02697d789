package dev.loadstone.report;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The 95 % intervals of percentiles drawn as a band around the whole distribution.
 *
 * <p>An interval is told at a few percentiles, as two order statistics, so as two shares around the
 * percentile's own. At a quantile between two of them the distances of the shares, in logits, are
 * interpolated linearly over the logit of the quantile; the band's ends are the order statistics at
 * these shares. So the band always holds the curve, and at the percentiles themselves it is the
 * interval to the digit. Where no interval is known there is no band, nor across such a place: of
 * several parts the longest is drawn.
 */
final class ConfidenceBand {
  /** Points of the band per halving of the distance to 100 %, beside the known percentiles. */
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private static final double NANOS = 1e9;

  private final long[] values;
  private final long[] upTo;

  private ConfidenceBand(Histogram histogram) {
    List<long[]> buckets = new ArrayList<>();
    for (HistogramIterationValue bucket : histogram.recordedValues()) {
      buckets.add(new long[] {bucket.getValueIteratedTo(), bucket.getTotalCountToThisValue()});
    }
    values = buckets.stream().mapToLong(bucket -> bucket[0]).toArray();
    upTo = buckets.stream().mapToLong(bucket -> bucket[1]).toArray();
  }

  /**
   * A point of the band.
   *
   * @param beyond 1 / (1 − q), q being the quantile
   * @param low in seconds
   * @param high in seconds
   */
  record Point(double beyond, double low, double high) {}

  /** An interval as distances of shares from the quantile's, in logits, both at least 0. */
  private record Known(double quantile, double below, double above) {}

  /**
   * Returns the band over the percentiles that have an interval and follow each other; empty if
   * there are no two such.
   *
   * @param histogram values in nanoseconds
   * @param intervals of its percentiles, in seconds
   */
  static List<Point> of(Histogram histogram, Map<Statistic, ConfidenceInterval> intervals) {
    if (histogram.getTotalCount() == 0) {
      return List.of();
    }
    ConfidenceBand band = new ConfidenceBand(histogram);
    List<Known> known = band.together(intervals);
    if (known.size() < 2) {
      return List.of();
    }
    List<Point> points = new ArrayList<>();
    for (double quantile : quantiles(known)) {
      points.add(band.point(quantile, known));
    }
    return points;
  }

  /**
   * Returns the band of response time.
   *
   * @param tags {@link Tags#NONE} for all steps together, else the step
   */
  static List<Point> of(RunResult result, Tags tags) {
    Optional<MeasureSummary> summary = Narrative.of(result, Measure.RESPONSE_TIME, tags);
    return result.distributions().stream()
        .filter(known -> known.key().measure() == Measure.RESPONSE_TIME)
        .filter(known -> known.key().tags().equals(tags))
        .findFirst()
        .flatMap(known -> summary.map(times -> of(known.histogram(), times.intervals())))
        .orElse(List.of());
  }

  /** Returns the longest row of percentiles that follow each other and all have an interval. */
  private List<Known> together(Map<Statistic, ConfidenceInterval> intervals) {
    List<Known> longest = List.of();
    List<Known> row = new ArrayList<>();
    for (Statistic percentile : Statistic.percentiles()) {
      ConfidenceInterval interval = intervals.get(percentile);
      if (interval == null) {
        row = new ArrayList<>();
      } else {
        row.add(known(percentile.quantile(), interval));
        longest = row.size() > longest.size() ? row : longest;
      }
    }
    return longest;
  }

  private static Collection<Double> quantiles(List<Known> known) {
    TreeSet<Double> quantiles = new TreeSet<>();
    known.forEach(one -> quantiles.add(one.quantile()));
    double last = known.getLast().quantile();
    double beyond = 1 / (1 - known.getFirst().quantile());
    for (int tick = 1; ; tick++) {
      double quantile = 1 - 1 / (beyond * Math.pow(2, (double) tick / TICKS_PER_HALF_DISTANCE));
      if (quantile >= last) {
        return quantiles;
      }
      quantiles.add(quantile);
    }
  }

  private Known known(double quantile, ConfidenceInterval interval) {
    double own = logit(quantile);
    return new Known(
        quantile,
        Math.max(0, own - logit(shareUpTo(interval.low()))),
        Math.max(0, logit(shareUpTo(interval.high())) - own));
  }

  private Point point(double quantile, List<Known> known) {
    int next = 1;
    while (next < known.size() - 1 && known.get(next).quantile() < quantile) {
      next++;
    }
    Known left = known.get(next - 1);
    Known right = known.get(next);
    double own = logit(quantile);
    double way =
        (own - logit(left.quantile())) / (logit(right.quantile()) - logit(left.quantile()));
    double below = left.below() + way * (right.below() - left.below());
    double above = left.above() + way * (right.above() - left.above());
    return new Point(1 / (1 - quantile), valueAt(share(own - below)), valueAt(share(own + above)));
  }

  private static double logit(double share) {
    return Math.log(share / (1 - share));
  }

  private static double share(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** Returns the share of values up to one; kept half a value away from none and all. */
  private double shareUpTo(double seconds) {
    long nanos = Math.round(seconds * NANOS);
    int bucket = 0;
    while (bucket < values.length - 1 && values[bucket] < nanos) {
      bucket++;
    }
    double all = (double) upTo[upTo.length - 1];
    return Math.clamp((double) upTo[bucket], 0.5, all - 0.5) / all;
  }

  private double valueAt(double share) {
    double wanted = share * upTo[upTo.length - 1] - 1e-6;
    int from = 0;
    int to = upTo.length - 1;
    while (from < to) {
      int middle = (from + to) / 2;
      if (upTo[middle] < wanted) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return values[from] / NANOS;
  }
}
