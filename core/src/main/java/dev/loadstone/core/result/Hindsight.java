package dev.loadstone.core.result;

import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges thresholds that a plan does not have, from a result. It sees what the result still tells:
 * no levels but those of probes, no windows, no counts by phase.
 */
final class Hindsight {
  private final RunResult result;
  private final Recordings counters = new Recordings();

  Hindsight(RunResult result) {
    this.result = result;
    result.counters().forEach(total -> counters.counters().put(total.key(), total.value()));
  }

  /**
   * Judges a threshold by the rules of plans.
   *
   * @throws IllegalArgumentException if the result no longer tells what it asks for
   */
  ThresholdResult judge(Threshold threshold) {
    Observation seen = observe(threshold);
    ThresholdResult judged = Judge.judge(threshold, seen, result.load().offeredRate());
    return seen.enough() || seen.samples() == 0 || threshold.measure().kind() != Measure.Kind.TIME
        ? judged
        : new ThresholdResult(
            threshold, judged.verdict(), Double.NaN, judged.interval(), judged.reason());
  }

  /**
   * Returns what the result tells of a threshold's measure.
   *
   * @throws IllegalArgumentException if it no longer tells
   */
  Observation observe(Threshold threshold) {
    if (threshold.composite().isPresent()) {
      return Observation.composite(threshold.composite().get(), this::observe);
    }
    boolean times = threshold.measure().kind() == Measure.Kind.TIME;
    boolean told =
        threshold.window().isEmpty()
            && (threshold.measure().kind() != Measure.Kind.LEVEL || threshold.series().isPresent())
            && (times || !threshold.tags().containsKey(Tag.PHASE));
    if (!told) {
      throw untold(threshold);
    }
    return times
        ? time(threshold)
        : Observation.of(
            threshold, counters, tags -> seconds(threshold.measure()), new Told(result));
  }

  /** Probes' series; of other levels nothing is told. */
  private record Told(RunResult result) implements Observation.Levels {
    @Override
    public double of(Measure measure, Statistic statistic) {
      return Double.NaN;
    }

    @Override
    public LoadCourse course() {
      return result.course();
    }

    @Override
    public Optional<MemoryGrowth> growth(String name) {
      return result.growths().stream().filter(growth -> growth.series().equals(name)).findFirst();
    }

    @Override
    public SeriesSummary of(ProbeSeries series) {
      return result.series().stream()
          .filter(summary -> summary.series().name().equals(series.name()))
          .findFirst()
          .orElseGet(() -> new SeriesSummary(series, 0, Double.NaN, Double.NaN, Double.NaN));
    }
  }

  private static IllegalArgumentException untold(Threshold threshold) {
    return new IllegalArgumentException(
        threshold.expression()
            + " must ask for what a result tells: no window, no level, no count by phase, and"
            + " times of one part. Make it a threshold of the plan instead.");
  }

  private Observation time(Threshold threshold) {
    Times times = result.times(threshold.measure(), new Tags(threshold.tags()));
    if (times.summary().isEmpty() && !Set.of(Tag.STEP).containsAll(threshold.tags().keySet())) {
      throw untold(threshold);
    }
    Statistic statistic = threshold.statistic().orElse(Statistic.MEAN);
    long count = times.count();
    double value =
        switch (statistic) {
          case COUNT -> count;
          case RATE -> count / seconds(threshold.measure());
          default ->
              times.summary().map(figures -> Times.seconds(figures, statistic)).orElse(Double.NaN);
        };
    boolean enough =
        !statistic.isPercentile() || Percentiles.isTellable(count, statistic.quantile());
    return new Observation(
        enough || count == 0 ? value : 0, // the judge takes NaN for no data; nobody sees the 0
        count,
        enough,
        times
            .summary()
            .flatMap(figures -> Optional.ofNullable(figures.intervals().get(statistic))));
  }

  /** Returns the seconds over which the run spread completions, as its own rates did. */
  private double seconds(Measure measure) {
    LoadSummary load = result.load();
    if (measure != Measure.OFFERED_RATE && load.completed() > 0) {
      return load.completed() / load.achievedRate();
    }
    long ok =
        counters.count(CounterKey.OPERATIONS, Map.of())
            - load.failedOperations()
            - counters.count(CounterKey.OPERATIONS, Map.of(Tag.OUTCOME, "cancelled"));
    return measure != Measure.OFFERED_RATE && ok > 0
        ? ok / load.operationRate()
        : result.duration();
  }
}
