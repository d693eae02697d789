package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.analysis.Student;
import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.SparseCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coverage is counted over 200 simulated runs with fixed seeds: a true coverage of 0.95 gives a
 * share outside 0.905 to 0.995 once in 250 tries.
 */
final class BlockIntervalsTest {
  private static final int RUNS = 200;

  /** Blocks of a simulated run. */
  private static final class Run {
    final Histogram whole = Histograms.empty();
    final List<SparseCounts> blocks = new ArrayList<>();

    Run(int blocks, int perBlock, LongSupplier values) {
      for (int block = 0; block < blocks; block++) {
        Histogram histogram = Histograms.empty();
        for (int i = 0; i < perBlock; i++) {
          histogram.recordValue(values.getAsLong());
        }
        whole.add(histogram);
        this.blocks.add(SparseCounts.of(histogram));
      }
    }

    Optional<ConfidenceInterval> interval(double quantile) {
      return new BlockIntervals(whole, blocks).of(quantile);
    }

    /** Whether the interval that takes values as independent has the truth in it. */
    boolean binomialCovers(double quantile, double truth) {
      double half = 1.96 * Math.sqrt(quantile * (1 - quantile) / whole.getTotalCount());
      return whole.getValueAtPercentile(100 * (quantile - half)) <= truth
          && whole.getValueAtPercentile(100 * Math.min(1, quantile + half)) >= truth;
    }
  }

  /** Lognormal times of median 10 ms whose logarithms follow an autoregression of order 1. */
  private static LongSupplier lognormal(SplittableRandom random, double correlation) {
    double[] state = {random.nextGaussian()};
    double fresh = Math.sqrt(1 - correlation * correlation);
    return () -> {
      state[0] = correlation * state[0] + fresh * random.nextGaussian();
      return (long) (10e6 * Math.exp(0.5 * state[0]));
    };
  }

  /** Times in a queue with one worker, 70 % busy; 10 ms of service on average. */
  private static LongSupplier queue(SplittableRandom random) {
    double[] waiting = {0};
    for (int i = 0; i < 1_000; i++) {
      step(random, waiting);
    }
    return () -> (long) step(random, waiting);
  }

  private static double step(SplittableRandom random, double[] waiting) {
    double service = -10e6 * Math.log(1 - random.nextDouble());
    double time = waiting[0] + service;
    double gap = -10e6 / 0.7 * Math.log(1 - random.nextDouble());
    waiting[0] = Math.max(0, time - gap);
    return time;
  }

  private static double lognormalTruth(double normalQuantile) {
    return 10e6 * Math.exp(0.5 * normalQuantile);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0, 60", "0.95, 1.6448536, 60", "0.99, 2.3263479, 60", "0.95, 1.6448536, 12"})
  void of_independentValues_coversAsItSays(double quantile, double normal, int blocks) {
    SplittableRandom random = new SplittableRandom(11);
    int covered = 0;
    int told = 0;
    for (int i = 0; i < RUNS; i++) {
      Optional<ConfidenceInterval> interval =
          new Run(blocks, 100, lognormal(random, 0)).interval(quantile);
      told += interval.isPresent() ? 1 : 0;
      covered +=
          interval.filter(known -> covers(known, lognormalTruth(normal))).isPresent() ? 1 : 0;
    }
    assertThat(told).isGreaterThan(RUNS * 85 / 100);
    assertThat(covered / (double) told).isBetween(0.905, 0.995);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0", "0.95, 1.6448536"})
  void of_correlatedValues_coversWhereTheBinomialIntervalDoesNot(double quantile, double normal) {
    SplittableRandom random = new SplittableRandom(12);
    double truth = lognormalTruth(normal);
    int covered = 0;
    int told = 0;
    int binomial = 0;
    for (int i = 0; i < RUNS; i++) {
      Run run = new Run(120, 50, lognormal(random, 0.98));
      Optional<ConfidenceInterval> interval = run.interval(quantile);
      told += interval.isPresent() ? 1 : 0;
      covered += interval.filter(known -> covers(known, truth)).isPresent() ? 1 : 0;
      binomial += run.binomialCovers(quantile, truth) ? 1 : 0;
    }
    assertThat(told).isGreaterThan(RUNS * 9 / 10);
    assertThat(covered / (double) told).isGreaterThan(0.87);
    assertThat(binomial / (double) RUNS).isLessThan(0.6);
  }

  /**
   * Sixty values lie beyond, in some fourteen bursts; with B − 1 degrees of freedom 0.919 cover.
   */
  @Test
  void of_aPercentileThatAFewBurstsDecide_coversAsItSays() {
    int covered = 0;
    int told = 0;
    for (int i = 0; i < 1_000; i++) {
      SplittableRandom random = new SplittableRandom(90_000 + i);
      Optional<ConfidenceInterval> interval =
          new Run(60, 100, lognormal(random, 0.9)).interval(0.99);
      told += interval.isPresent() ? 1 : 0;
      covered +=
          interval.filter(known -> covers(known, lognormalTruth(2.3263479))).isPresent() ? 1 : 0;
    }
    assertThat(told).isGreaterThan(990);
    assertThat(covered / (double) told).isGreaterThan(0.93);
  }

  @Test
  void of_timesInAQueue_coversWhereTheBinomialIntervalDoesNot() {
    SplittableRandom random = new SplittableRandom(13);
    double truth = -10e6 / 0.3 * Math.log(1 - 0.95); // exponential with mean s/(1 - 0.7)
    int covered = 0;
    int told = 0;
    int binomial = 0;
    for (int i = 0; i < RUNS; i++) {
      Run run = new Run(64, 350, queue(random));
      Optional<ConfidenceInterval> interval = run.interval(0.95);
      told += interval.isPresent() ? 1 : 0;
      covered += interval.filter(known -> covers(known, truth)).isPresent() ? 1 : 0;
      binomial += run.binomialCovers(0.95, truth) ? 1 : 0;
    }
    assertThat(told).isGreaterThan(RUNS * 9 / 10);
    assertThat(covered / (double) told).isGreaterThan(0.87);
    assertThat(binomial / (double) RUNS).isLessThan(0.6);
  }

  private static boolean covers(ConfidenceInterval interval, double nanos) {
    return interval.low() * 1e9 <= nanos * 1.001 && interval.high() * 1e9 >= nanos;
  }

  @Test
  void of_anyValues_hasItsPercentileInIt() {
    SplittableRandom random = new SplittableRandom(14);
    for (int i = 0; i < 50; i++) {
      Run run = new Run(8 + random.nextInt(60), 1 + random.nextInt(80), lognormal(random, 0.5));
      for (double quantile : new double[] {0.5, 0.75, 0.9, 0.95, 0.99}) {
        double value = run.whole.getValueAtPercentile(quantile * 100) / 1e9;
        run.interval(quantile)
            .ifPresent(interval -> {
              assertThat(interval.low()).isLessThanOrEqualTo(value);
              assertThat(interval.high()).isGreaterThanOrEqualTo(value);
            });
      }
    }
  }

  @Test
  void of_tooLittle_isNotTold() {
    SplittableRandom random = new SplittableRandom(15);
    assertThat(new Run(7, 1_000, lognormal(random, 0)).interval(0.5)).isEmpty();
    assertThat(new Run(20, 20, lognormal(random, 0)).interval(0.99)).isEmpty();
    assertThat(new Run(20, 20, lognormal(random, 0)).interval(0.5)).isPresent();
  }

  @Test
  void of_levelThatDrifts_isNotTold() {
    long[] value = {1_000};
    assertThat(new Run(60, 100, () -> value[0] += 1_000).interval(0.5)).isEmpty();
  }

  @Test
  void of_constantValues_isThatValue() {
    assertThat(new Run(10, 100, () -> 1_000_000).interval(0.9))
        .hasValueSatisfying(interval -> {
          assertThat(interval.low()).isCloseTo(0.001, Offset.offset(1e-6));
          assertThat(interval.high()).isCloseTo(0.001, Offset.offset(1e-6));
        });
  }

  @ParameterizedTest
  @CsvSource({"7, 2.3646", "8, 2.3060", "15, 2.1314", "30, 2.0423", "63, 1.9983"})
  void studentQuantile_knownFreedoms_isTheTables(int freedom, double quantile) {
    assertThat(Student.quantile975(freedom)).isCloseTo(quantile, Offset.offset(2e-4));
  }
}
