package dev.loadstone.core.result;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Judges the load generator itself. It is at fault if its own lateness is material: the 99th
 * percentile of the start delay that it caused exceeds both {@value #DELAY_HARMLESS} s and {@value
 * #DELAY_SHARE} of the 99th percentile of response time; and at fault for a missed threshold that
 * would have held without its lateness at the same percentile. Not thread-safe.
 */
final class GeneratorHealth {
  static final double DELAY_HARMLESS = 0.010;
  static final double DELAY_SHARE = 0.1;
  private static final double STALL = 0.1;
  private static final double SATURATED = 0.97;
  private static final double STARVED = 0.05;
  private static final double DESCRIPTORS_FULL = 0.95;
  private static final int STALLS_TOLD = 5;
  private static final double NANOS = 1e9;

  private final List<GeneratorSample> samples = new ArrayList<>();
  private final List<Warning> noted = new ArrayList<>();
  private int stalls;
  private boolean descriptorsTold;

  /** Adds an interval of the measured time. */
  void add(IntervalSnapshot interval) {
    GeneratorSample sample = interval.generator();
    samples.add(sample);
    double at = interval.startNanos() / NANOS;
    if (sample.loopLagSecondsMax() > STALL && stalls++ < STALLS_TOLD) {
      noted.add(new Warning.GeneratorStalled(at, sample.loopLagSecondsMax()));
    }
    if (sample.gcPauseSeconds() > STALL) {
      noted.add(new Warning.GcPause(at, sample.gcPauseSeconds()));
    }
    if (!descriptorsTold
        && sample.openFileDescriptors() > DESCRIPTORS_FULL * sample.fileDescriptorsMax()) {
      descriptorsTold = true;
      noted.add(
          new Warning.FileDescriptors(
              (long) sample.openFileDescriptors(), (long) sample.fileDescriptorsMax()));
    }
  }

  /** Returns what was noticed in single intervals. */
  List<Warning> noted() {
    return noted;
  }

  /**
   * Returns the delay that counts: the highest percentile up to p99 for which there are enough
   * samples; empty if none.
   */
  static OptionalDouble materialDelay(Recordings recordings) {
    Histogram delay = recordings.times(Measure.START_DELAY_GENERATOR, Map.of());
    for (Statistic percentile : List.of(Statistic.P99, Statistic.P95, Statistic.P90)) {
      if (Percentiles.isTellable(delay.getTotalCount(), percentile.quantile())) {
        return OptionalDouble.of(Percentiles.of(delay, percentile));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * Returns how late the generator itself was at the percentile of a missed upper limit on response
   * times, in seconds, if that is not harmless and the limit would have held without it; empty
   * otherwise. A limit that is to hold in a share of windows is none on one time, so that no delay
   * tells whether it would have held.
   */
  static OptionalDouble blame(ThresholdResult missed, Recordings recordings) {
    Threshold threshold = missed.threshold();
    Optional<Statistic> percentile = threshold.statistic().filter(Statistic::isPercentile);
    boolean upper = threshold.operator().isUpperLimit();
    if (threshold.measure() != Measure.RESPONSE_TIME
        || percentile.isEmpty()
        || !upper
        || threshold.share().isPresent()) {
      return OptionalDouble.empty();
    }
    double delay =
        Percentiles.of(
            recordings.times(Measure.START_DELAY_GENERATOR, threshold.tags()), percentile.get());
    boolean material = delay > Math.max(DELAY_HARMLESS, DELAY_SHARE * missed.observed());
    boolean heldWithout = threshold.operator().holds(missed.observed() - delay, threshold.limit());
    return material && heldWithout ? OptionalDouble.of(delay) : OptionalDouble.empty();
  }

  /** Returns how much delay is harmless with these response times, in seconds. */
  static double harmlessDelay(Recordings recordings) {
    double response =
        Percentiles.of(recordings.times(Measure.RESPONSE_TIME, Map.of()), Statistic.P99);
    return Double.isNaN(response)
        ? DELAY_HARMLESS
        : Math.max(DELAY_HARMLESS, DELAY_SHARE * response);
  }

  /**
   * Returns the median over intervals of the busiest loop's processor time, if it is near a whole
   * processor.
   */
  OptionalDouble saturation() {
    double[] busy =
        samples.stream()
            .mapToDouble(GeneratorSample::loopCpuRatioMax)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return busy.length > 0 && busy[busy.length / 2] > SATURATED
        ? OptionalDouble.of(busy[busy.length / 2])
        : OptionalDouble.empty();
  }

  /**
   * Returns the median over intervals of the latest that a loop was, if that is too late; empty
   * otherwise.
   */
  OptionalDouble starvation() {
    double[] lags =
        samples.stream()
            .mapToDouble(GeneratorSample::loopLagSecondsMax)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return lags.length > 0 && lags[lags.length / 2] > STARVED
        ? OptionalDouble.of(lags[lags.length / 2])
        : OptionalDouble.empty();
  }

  /** Returns the figures of all intervals together. */
  GeneratorSummary summary(Recordings recordings, boolean healthy) {
    return new GeneratorSummary(
        figures(GeneratorSample::cpuRatio, true),
        figures(GeneratorSample::loopCpuRatioMax, false),
        figures(GeneratorSample::gcPauseSeconds, false),
        figures(GeneratorSample::loopLagSecondsMax, false),
        Percentiles.of(recordings.times(Measure.START_DELAY_GENERATOR, Map.of()), Statistic.P99),
        figures(GeneratorSample::residentBytes, false),
        healthy);
  }

  private double figures(ToDoubleFunction<GeneratorSample> figure, boolean mean) {
    DoubleSummaryStatistics statistics =
        samples.stream().mapToDouble(figure).filter(Double::isFinite).summaryStatistics();
    if (statistics.getCount() == 0) {
      return Double.NaN;
    }
    return mean ? statistics.getAverage() : statistics.getMax();
  }
}
