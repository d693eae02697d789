package dev.loadstone.core.compare;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws sides anew: first runs from the side's runs, then of each a replicate of its own seconds.
 * The interval is from the quantile 0.025 to that of 0.975 of the differences of means, where the
 * distances of runs from their side's mean count √(n/(n − 1)) times, for n runs drawn from
 * themselves scatter by so much less than n others would.
 *
 * <p><b>Source:</b> Davison and Hinkley, Bootstrap Methods and their Application, 1997, section
 * 3.8; the factor: section 3.2.
 */
final class HierarchicalBootstrap {
  private static final int DRAWS = 4_000;
  private static final double TAIL = 0.025;

  private HierarchicalBootstrap() {}

  /** One run of a side, on the scale on which sides are compared. */
  static final class Run {
    private final double value;
    private final double[] replicates;

    /**
     * Creates a run.
     *
     * @param replicates of its seconds; none if they are not known
     */
    Run(double value, double[] replicates) {
      this.value = value;
      this.replicates = replicates.clone();
    }

    double value() {
      return value;
    }

    /** Returns the squared error of the figure that is due to the run's seconds. */
    double variance() {
      return replicates.length < 2 ? 0 : StudentTest.squares(replicates) / (replicates.length - 1);
    }

    private double drawn(SplittableRandom random) {
      return replicates.length == 0 ? 0 : replicates[random.nextInt(replicates.length)] - value;
    }
  }

  /** Returns the 95 % interval of the candidate's mean less the baseline's. */
  static ConfidenceInterval interval(List<Run> baseline, List<Run> candidate, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] differences = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      differences[draw] = mean(candidate, random) - mean(baseline, random);
    }
    Arrays.sort(differences);
    int tail = (int) Math.floor(DRAWS * TAIL);
    return new ConfidenceInterval(differences[tail], differences[DRAWS - 1 - tail]);
  }

  private static double mean(List<Run> side, SplittableRandom random) {
    int count = side.size();
    double mean = side.stream().mapToDouble(Run::value).average().orElse(Double.NaN);
    double wider = count > 1 ? Math.sqrt(count / (count - 1.0)) : 1;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      Run run = side.get(random.nextInt(count));
      sum += mean + wider * (run.value() - mean) + run.drawn(random);
    }
    return sum / count;
  }
}
