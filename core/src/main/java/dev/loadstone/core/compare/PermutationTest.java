package dev.loadstone.core.compare;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The test of two sides by all ways to split the runs between them: if both sides are of the same
 * code, what was observed is as likely as any other split, whatever the law of the noise. The
 * statistic is the difference of means over its standard error.
 *
 * <p>Several figures of the same runs are split together, so that the chance of any false alarm
 * among them is held by the largest statistic of each split, step by step from the largest
 * observed: as safe as Holm's way, and it loses nothing where figures go up and down together, as
 * percentiles of one run do.
 *
 * <p><b>Source:</b> Fisher, The Design of Experiments, 1935, section 21; Westfall and Young,
 * Resampling-Based Multiple Testing, 1993, algorithm 4.1 with the largest statistic in place of the
 * least p.
 */
final class PermutationTest {
  /** Statistics that differ by less than this share are alike: the order of adding up is not. */
  private static final double ALIKE = 1e-9;

  private static final int HALVINGS = 60;

  private final Splits splits;

  PermutationTest(Splits splits) {
    this.splits = splits;
  }

  /**
   * Returns the p-value of each figure by itself.
   *
   * @param figures each with a value for every run, the baseline's first; NaN where it is not known
   * @return in the same order, above 0
   */
  double[] raw(List<double[]> figures) {
    return shares(figures.stream().map(this::statistics).toList());
  }

  /** Returns for each figure the share of its statistics that reach the first one. */
  static double[] shares(List<double[]> all) {
    return all.stream().mapToDouble(own -> share(own, own[0])).toArray();
  }

  private static double share(double[] statistics, double observed) {
    long extreme =
        Arrays.stream(statistics).filter(any -> any >= observed - ALIKE * observed).count();
    return (double) extreme / statistics.length;
  }

  /**
   * Returns the p-values of figures together: the chance that, with no change in any of those that
   * are left when the larger ones are taken away, any of them would be as large as this one.
   *
   * @param figures as for {@link #raw}
   */
  double[] adjusted(List<double[]> figures) {
    return stepDown(figures.stream().map(this::statistics).toList());
  }

  /**
   * Returns the p-values of figures together.
   *
   * @param all for each figure its statistic in each way to tell the runs apart, the observed first
   */
  static double[] stepDown(List<double[]> all) {
    if (all.isEmpty()) {
      return new double[0];
    }
    List<Integer> order =
        IntStream.range(0, all.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -all.get(i)[0]))
            .toList();
    double[] largest = new double[all.getFirst().length];
    double[] adjusted = new double[all.size()];
    for (int at : order.reversed()) {
      double[] own = all.get(at);
      for (int split = 0; split < largest.length; split++) {
        largest[split] = Math.max(largest[split], own[split]);
      }
      adjusted[at] = share(largest, own[0]);
    }
    double least = 0;
    for (int at : order) {
      least = Math.max(least, adjusted[at]);
      adjusted[at] = least;
    }
    return adjusted;
  }

  /** Returns the size of Student's statistic for each split; 0 where one side has no value. */
  private double[] statistics(double[] values) {
    int known = 0;
    double sum = 0;
    for (double value : values) {
      known += Double.isNaN(value) ? 0 : 1;
      sum += Double.isNaN(value) ? 0 : value;
    }
    double mean = sum / known;
    double[] centred = new double[values.length];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      centred[i] = values[i] - mean;
      squares += Double.isNaN(values[i]) ? 0 : centred[i] * centred[i];
    }
    double[] statistics = new double[splits.candidates().size()];
    double rounding = ALIKE * mean;
    if (squares <= known * rounding * rounding) {
      // All alike: what is left is the rounding of their mean, the same for each of them, and would
      // make every split as extreme as can be.
      return statistics;
    }
    for (int split = 0; split < statistics.length; split++) {
      statistics[split] = statistic(centred, known, squares, splits.candidates().get(split));
    }
    return statistics;
  }

  private static double statistic(double[] centred, int known, double squares, int[] candidate) {
    double sum = 0;
    int size = 0;
    for (int run : candidate) {
      if (!Double.isNaN(centred[run])) {
        sum += centred[run];
        size++;
      }
    }
    if (size == 0 || size == known || squares <= 0) {
      return 0;
    }
    // Values are centred, so the other side's sum is the same with the other sign.
    double between = sum * sum * known / ((double) size * (known - size));
    double within = Math.max(squares - between, ALIKE * squares);
    return Math.sqrt(between / within * (known - 2));
  }

  /**
   * Returns the changes of the candidate's mean that the test would not reject.
   *
   * @param values of every run, the baseline's first, all known
   * @param baseline how many are the baseline's
   * @param level the test's, for example 0.05 for a 95 % interval; at least the least p-value that
   *     the splits can have
   */
  ConfidenceInterval interval(double[] values, int baseline, double level) {
    int candidate = values.length - baseline;
    double[] sums = new double[splits.candidates().size()];
    int[] own = new int[sums.length];
    for (int split = 0; split < sums.length; split++) {
      for (int run : splits.candidates().get(split)) {
        sums[split] += values[run];
        own[split] += run >= baseline ? 1 : 0;
      }
    }
    double total = Arrays.stream(values).sum();
    double difference = sums[0] / candidate - (total - sums[0]) / baseline;
    double spread = Arrays.stream(values).map(v -> Math.abs(v - total / values.length)).sum();
    if (spread <= ALIKE * Math.abs(difference)) {
      return new ConfidenceInterval(difference, difference);
    }
    Shifted test = new Shifted(sums, own, total, baseline, candidate);
    return new ConfidenceInterval(
        edge(test, difference, -spread, level), edge(test, difference, spread, level));
  }

  /** Returns where, going from the estimate to one side, the test begins to reject. */
  private static double edge(Shifted test, double difference, double step, double level) {
    double inside = difference;
    double outside = difference + step;
    while (test.p(outside) > level) {
      inside = outside;
      outside += 2 * (outside - difference);
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside + outside) / 2;
      if (test.p(middle) > level) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return outside;
  }

  /** The sums of each split, from which those after a change of the candidate's runs follow. */
  private static final class Shifted {
    private final double[] sums;
    private final int[] own;
    private final double total;
    private final int baseline;
    private final int candidate;

    Shifted(double[] sums, int[] own, double total, int baseline, int candidate) {
      this.sums = sums;
      this.own = own;
      this.total = total;
      this.baseline = baseline;
      this.candidate = candidate;
    }

    double p(double shift) {
      double observed = Math.abs(difference(0, shift));
      int extreme = 0;
      for (int split = 0; split < sums.length; split++) {
        extreme += Math.abs(difference(split, shift)) >= observed - ALIKE * observed ? 1 : 0;
      }
      return (double) extreme / sums.length;
    }

    private double difference(int split, double shift) {
      double sum = sums[split] - own[split] * shift;
      double rest = total - candidate * shift - sum;
      return sum / candidate - rest / baseline;
    }
  }
}
