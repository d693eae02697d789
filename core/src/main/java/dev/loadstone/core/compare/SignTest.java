package dev.loadstone.core.compare;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The test of pairs by all ways to say which run of each pair is the candidate's: if both are of
 * the same code, every difference is as likely with the other sign. What changes slowly, as a
 * machine does over a day, is the same for both runs of a pair and drops out.
 *
 * <p><b>Source:</b> Fisher, The Design of Experiments, 1935, section 21; several figures together
 * as in {@link PermutationTest}.
 */
final class SignTest {
  private static final int EXACT_PAIRS_MAX = 15;
  private static final int HALVINGS = 60;
  private static final double ALIKE = 1e-9;

  private final long[] flips;

  /**
   * Creates the test.
   *
   * @param pairs how many, at least 1 and at most 62
   */
  SignTest(int pairs, long seed) {
    if (pairs <= EXACT_PAIRS_MAX) {
      flips = new long[1 << pairs];
      Arrays.setAll(flips, i -> i);
    } else {
      SplittableRandom random = new SplittableRandom(seed);
      flips = new long[Splits.DRAWN + 1];
      Arrays.setAll(flips, i -> i == 0 ? 0 : random.nextLong() & ((1L << pairs) - 1));
    }
  }

  /** Returns the least p-value that so many pairs can have. */
  static double leastP(int pairs) {
    return Math.pow(2, 1.0 - pairs);
  }

  /**
   * Returns the statistics of each way, the observed first: the size of the mean over its error.
   *
   * @param differences of each pair; NaN where one of its runs has no figure
   */
  double[] statistics(double[] differences) {
    double squares = 0;
    int known = 0;
    for (double difference : differences) {
      squares += Double.isNaN(difference) ? 0 : difference * difference;
      known += Double.isNaN(difference) ? 0 : 1;
    }
    double[] statistics = new double[flips.length];
    for (int way = 0; way < flips.length && squares > 0; way++) {
      double sum = sum(differences, flips[way], 0);
      double between = sum * sum / known;
      double within = Math.max(squares - between, ALIKE * squares);
      statistics[way] = Math.sqrt(between / within * Math.max(1, known - 1));
    }
    return statistics;
  }

  private static double sum(double[] differences, long flips, double shift) {
    double sum = 0;
    for (int pair = 0; pair < differences.length; pair++) {
      double difference = differences[pair] - shift;
      if (!Double.isNaN(difference)) {
        sum += (flips >> pair & 1) == 0 ? difference : -difference;
      }
    }
    return sum;
  }

  /** Returns the p-values of figures, each by itself. */
  double[] raw(List<double[]> figures) {
    return PermutationTest.shares(figures.stream().map(this::statistics).toList());
  }

  /** Returns the p-values of figures together. */
  double[] adjusted(List<double[]> figures) {
    return PermutationTest.stepDown(figures.stream().map(this::statistics).toList());
  }

  /**
   * Returns the mean differences that the test would not reject.
   *
   * @param differences all known
   * @param level at least {@link #leastP}
   */
  ConfidenceInterval interval(double[] differences, double level) {
    double mean = StudentTest.mean(differences);
    double reach = Arrays.stream(differences).map(own -> Math.abs(own - mean)).max().orElse(0);
    if (reach <= ALIKE * Math.abs(mean)) {
      return new ConfidenceInterval(mean, mean);
    }
    return new ConfidenceInterval(
        edge(differences, mean, -reach, level), edge(differences, mean, reach, level));
  }

  private double edge(double[] differences, double mean, double step, double level) {
    double inside = mean;
    double outside = mean + step;
    while (p(differences, outside) > level) {
      inside = outside;
      outside += outside - mean;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside + outside) / 2;
      if (p(differences, middle) > level) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return outside;
  }

  private double p(double[] differences, double shift) {
    double observed = Math.abs(sum(differences, 0, shift));
    long extreme =
        Arrays.stream(flips)
            .filter(way -> Math.abs(sum(differences, way, shift)) >= observed - ALIKE * observed)
            .count();
    return (double) extreme / flips.length;
  }
}
