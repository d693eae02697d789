package dev.loadstone.benchmarks.compare;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.MovingBlocks;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.WeightedSeconds;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes the runs of a side. */
final class SimulatedSide {
  private static final int DRAWS = 200;
  private static final String PLAN = "simulated";

  private SimulatedSide() {}

  /** Returns the subject of the n-th figure. */
  static Subject subject(int figure) {
    return new Subject("figure_" + figure, Tags.NONE, "", Unit.SECONDS, false);
  }

  /**
   * Returns runs with one figure.
   *
   * @param factor by which they are slower than 1
   * @param withSeconds whether what is known of a run's seconds is to be there
   */
  static List<ComparedRun> runs(
      NoiseLaw law,
      double variation,
      int count,
      double factor,
      boolean withSeconds,
      RandomGenerator random) {
    List<ComparedRun> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] seconds = law.seconds(variation, random);
      double mean = factor * Arrays.stream(seconds).average().orElseThrow();
      Reading reading = withSeconds ? new Reading(mean, drawn(seconds, factor)) : Reading.of(mean);
      runs.add(run(i, Map.of(subject(0), reading)));
    }
    return runs;
  }

  private static List<Double> drawn(double[] seconds, double factor) {
    double[] ones = new double[seconds.length];
    Arrays.fill(ones, 1);
    double[] figures = MovingBlocks.draw(new WeightedSeconds(seconds, ones), DRAWS, 1)[0];
    return Arrays.stream(figures).map(figure -> factor * figure).boxed().toList();
  }

  /**
   * Returns runs with several figures that go up and down together: half of the variance of their
   * logarithms is the run's.
   *
   * @param factor by which the first figure is slower
   */
  static List<ComparedRun> figures(
      double variation, int count, int figures, double factor, RandomGenerator random) {
    List<ComparedRun> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double common = random.nextGaussian();
      Map<Subject, Reading> readings = new LinkedHashMap<>();
      for (int figure = 0; figure < figures; figure++) {
        double noise = variation * Math.sqrt(0.5) * (common + random.nextGaussian());
        readings.put(subject(figure), Reading.of((figure == 0 ? factor : 1) * Math.exp(noise)));
      }
      runs.add(run(i, readings));
    }
    return runs;
  }

  private static ComparedRun run(int number, Map<Subject, Reading> readings) {
    return new ComparedRun("run " + number, PLAN, "", "", Map.of(), readings);
  }
}
