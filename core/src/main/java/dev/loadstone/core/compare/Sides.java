package dev.loadstone.core.compare;

import dev.loadstone.core.compare.HierarchicalBootstrap.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A figure of the runs of both sides, on the scale on which they are compared: logarithms, so that
 * a difference is a ratio, or the figures themselves for shares and where one is not above 0.
 *
 * @param subject which figure
 * @param baseline the baseline's runs that have it
 * @param candidate the candidate's
 * @param all of every usable run, the baseline's first, on the scale; NaN where it is not known
 * @param byDifference whether figures are compared as they are
 */
record Sides(
    Subject subject,
    List<Reading> baseline,
    List<Reading> candidate,
    List<Double> all,
    boolean byDifference) {

  static Sides of(Subject subject, List<ComparedRun> baseline, List<ComparedRun> candidate) {
    List<Reading> before = readings(subject, baseline);
    List<Reading> after = readings(subject, candidate);
    boolean plain =
        subject.isShare()
            || Stream.concat(before.stream(), after.stream())
                .anyMatch(reading -> reading.value() <= 0);
    List<Double> all =
        Stream.concat(baseline.stream(), candidate.stream())
            .map(run -> {
              Reading reading = run.readings().get(subject);
              return reading == null ? Double.NaN : scaled(reading.value(), plain);
            })
            .toList();
    return new Sides(subject, before, after, all, plain);
  }

  private static List<Reading> readings(Subject subject, List<ComparedRun> runs) {
    List<Reading> readings = new ArrayList<>();
    for (ComparedRun run : runs) {
      Reading reading = run.readings().get(subject);
      if (reading != null) {
        readings.add(reading);
      }
    }
    return readings;
  }

  private static double scaled(double value, boolean plain) {
    return plain ? value : Math.log(value);
  }

  /** Returns the figures of every usable run, as {@link #all} has them. */
  double[] values() {
    return all.stream().mapToDouble(value -> value).toArray();
  }

  /** Returns the candidate's less the baseline's of each pair; both sides have all runs. */
  double[] pairs() {
    double[] values = values();
    int count = values.length / 2;
    double[] pairs = new double[count];
    Arrays.setAll(pairs, i -> values[count + i] - values[i]);
    return pairs;
  }

  /** Returns the baseline's figures on the scale. */
  double[] before() {
    return baseline.stream()
        .mapToDouble(reading -> scaled(reading.value(), byDifference))
        .toArray();
  }

  /** Returns the candidate's figures on the scale. */
  double[] after() {
    return candidate.stream()
        .mapToDouble(reading -> scaled(reading.value(), byDifference))
        .toArray();
  }

  /** Returns the candidate's mean less the baseline's, on the scale. */
  double difference() {
    return StudentTest.mean(after()) - StudentTest.mean(before());
  }

  /** Returns whether every run has the same figure. */
  boolean isAlike() {
    return DoubleStream.of(before()).allMatch(value -> value == before()[0])
        && DoubleStream.of(after()).allMatch(value -> value == before()[0]);
  }

  /** Returns the standard deviation of runs about their own side's mean; NaN of one run each. */
  double deviation() {
    int freedom = baseline.size() + candidate.size() - 2;
    return freedom < 1
        ? Double.NaN
        : Math.sqrt((StudentTest.squares(before()) + StudentTest.squares(after())) / freedom);
  }

  /** Returns a difference of the scale as a share of the baseline's figure, or as it is. */
  double shown(double difference) {
    return byDifference ? difference : Math.expm1(difference);
  }

  /** Returns a value of the scale in the subject's unit. */
  double centre(double[] side) {
    double mean = StudentTest.mean(side);
    return byDifference ? mean : Math.exp(mean);
  }

  /**
   * Returns the difference on the scale that a tolerance comes to. By ratio it is the same factor
   * either way: 20 % is from 100 to 120 and from 120 to 100.
   */
  double reach(double tolerance) {
    if (!byDifference) {
      return Math.log1p(tolerance);
    }
    return subject.isShare() ? tolerance : tolerance * Math.abs(StudentTest.mean(before()));
  }

  /** Returns a side's runs with what is known of their seconds. */
  List<Run> runs(List<Reading> side) {
    return side.stream()
        .map(reading ->
            new Run(
                scaled(reading.value(), byDifference),
                reading.replicates().stream()
                    .mapToDouble(value -> value)
                    .filter(value -> Double.isFinite(value) && (byDifference || value > 0))
                    .map(value -> scaled(value, byDifference))
                    .toArray()))
        .toList();
  }

  /** Returns the squared error of a side's mean that is due to its runs' seconds; 0 if unknown. */
  double ownError(List<Reading> side) {
    double sum = 0;
    for (Run run : runs(side)) {
      sum += run.variance();
    }
    return sum / ((double) side.size() * side.size());
  }

  /** Returns whether anything is known of the seconds of every run of a side. */
  static boolean isKnown(List<Reading> side) {
    return side.stream().noneMatch(reading -> reading.replicates().isEmpty());
  }

  /** Returns Cliff's delta: how much more often the candidate's run has the higher figure. */
  double delta() {
    double[] before = before();
    double sum =
        Arrays.stream(after())
            .map(own -> Arrays.stream(before).map(other -> Math.signum(own - other)).sum())
            .sum();
    return sum / ((double) before.length * candidate.size());
  }
}
