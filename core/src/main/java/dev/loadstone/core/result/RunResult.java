package dev.loadstone.core.result;

import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a run found. The warm-up is excluded from everything but {@code timeline} and {@code
 * warmUp}.
 *
 * @param start what was known at the start
 * @param end how it ended
 * @param verdict the judgement of the whole
 * @param reasons why, sentences; empty if everything passed
 * @param duration measured time in seconds: the phases, or less if the run ended early
 * @param load what load was asked and done
 * @param measures the distributions: first the whole mix, then by scenario (if there are several),
 *     by step, by phase, failures by outcome, and steps that several scenarios have by both
 * @param warmUp the same distributions of the whole mix during the warm-up
 * @param counters all counters over the measured time
 * @param errors failures by class and step, the most frequent first
 * @param thresholds the thresholds, judged, in the plan's order
 * @param generator how the generator fared
 * @param warnings what the reader should know
 * @param timeline the run second by second, warm-up and drain included
 * @param series what probes gave, in the plan's order
 * @param distributions the full histograms of the whole mix and of each step, for charts
 * @param latencies the response times by second, warm-up and drain included
 * @param profiles which profiles were taken, or could not be, in the order in which they began
 */
public record RunResult(
    RunStart start,
    RunEnd end,
    Verdict verdict,
    List<String> reasons,
    double duration,
    LoadSummary load,
    List<MeasureSummary> measures,
    List<MeasureSummary> warmUp,
    List<CounterTotal> counters,
    List<ErrorSummary> errors,
    List<ThresholdResult> thresholds,
    GeneratorSummary generator,
    List<Warning> warnings,
    List<TimelinePoint> timeline,
    List<SeriesSummary> series,
    List<Distribution> distributions,
    LatencyMap latencies,
    List<Profile> profiles) {
  /** Copies the lists. */
  public RunResult {
    reasons = List.copyOf(reasons);
    measures = List.copyOf(measures);
    warmUp = List.copyOf(warmUp);
    counters = List.copyOf(counters);
    errors = List.copyOf(errors);
    thresholds = List.copyOf(thresholds);
    warnings = List.copyOf(warnings);
    timeline = List.copyOf(timeline);
    series = List.copyOf(series);
    distributions = List.copyOf(distributions);
    profiles = List.copyOf(profiles);
  }

  /** Returns the times from intended start to end of all operations that succeeded. */
  public Times responseTime() {
    return times(Measure.RESPONSE_TIME);
  }

  /**
   * Returns the times from intended start to end of a step's operations that succeeded.
   *
   * @throws IllegalArgumentException if the plan has no such step
   */
  public Times responseTime(String step) {
    return times(Measure.RESPONSE_TIME, step);
  }

  /**
   * Returns the times of a measure over the whole mix.
   *
   * @param measure one whose kind is a time
   */
  public Times times(Measure measure) {
    return times(measure, Tags.NONE);
  }

  /**
   * Returns the times of a measure at a step.
   *
   * @throws IllegalArgumentException if the plan has no such step
   */
  public Times times(Measure measure, String step) {
    return times(measure, at(step));
  }

  /** Returns the times of a measure with exactly these tags. */
  public Times times(Measure measure, Tags tags) {
    return new Times(
        measure,
        tags,
        measures.stream()
            .filter(summary -> summary.measure() == measure && summary.tags().equals(tags))
            .findFirst());
  }

  /** Returns failed operations as a share of all ended ones; empty if none ended. */
  public OptionalDouble errorRatio() {
    return figure(Measure.ERROR_RATIO, Tags.NONE);
  }

  /**
   * Returns the failed operations of a step as a share of its ended ones; empty if none ended.
   *
   * @throws IllegalArgumentException if the plan has no such step
   */
  public OptionalDouble errorRatio(String step) {
    return figure(Measure.ERROR_RATIO, at(step));
  }

  /** Returns iterations completed without a failure per second; empty if none ended. */
  public OptionalDouble achievedRate() {
    return figure(Measure.ACHIEVED_RATE, Tags.NONE);
  }

  /**
   * Returns a step's operations completed without a failure per second; empty if none ended.
   *
   * @throws IllegalArgumentException if the plan has no such step
   */
  public OptionalDouble achievedRate(String step) {
    return figure(Measure.ACHIEVED_RATE, at(step));
  }

  /** Returns intended iterations per second; empty in a closed workload. */
  public OptionalDouble offeredRate() {
    return Double.isNaN(load.offeredRate())
        ? OptionalDouble.empty()
        : OptionalDouble.of(load.offeredRate());
  }

  /**
   * Returns how much was counted over the measured time, all parts together.
   *
   * @param name one of {@link CounterKey}, for example {@link CounterKey#TOKENS}
   */
  public long counter(String name) {
    return counter(name, Map.of());
  }

  /** Returns how much of a counter was counted with these tags, whatever the others. */
  public long counter(String name, Map<String, String> tags) {
    return counters.stream()
        .filter(total -> total.key().name().equals(name) && total.key().tags().matches(tags))
        .mapToLong(CounterTotal::value)
        .sum();
  }

  /**
   * Judges this result by a threshold, by the rules of plans: too few samples are inconclusive, and
   * no data fail. Whether the generator was at fault is in {@link #verdict}, not in this.
   *
   * @param threshold for example {@code response_time{step=chat}.p95 < 500ms}
   * @throws InvalidTextException if the text is no threshold, or names a step that the plan has not
   * @throws IllegalArgumentException if it asks for what only the run itself could tell: a window,
   *     a level, a count by phase
   */
  public ThresholdResult judge(String threshold) {
    return new Hindsight(this)
        .judge(
            new ThresholdParser(Map.of(Tag.STEP, Set.copyOf(start.steps())), start.series())
                .parse(threshold));
  }

  /** Returns what the course of the load showed, where it had one. */
  public LoadCourse course() {
    return LoadCourse.of(start.phases(), start.model(), timeline);
  }

  /** Returns how the memory grew that probes watched: of each series whose growth can be judged. */
  public List<MemoryGrowth> growths() {
    return start.series().stream()
        .filter(one -> !one.growths().isEmpty())
        .map(one -> MemoryGrowth.of(one, start.phases(), timeline))
        .toList();
  }

  /**
   * Returns a figure, or arithmetic with figures, in base units: seconds, bytes, ratios, per
   * second.
   *
   * @param formula for example {@code response_time{step=mesh}.p50 -
   *     response_time{step=direct}.p50}
   * @return empty if there are no data, or too few for a percentile in it
   * @throws InvalidTextException if the text is no such thing, or names a step that the plan has
   *     not
   * @throws IllegalArgumentException if it asks for what only the run itself could tell: a level, a
   *     count by phase
   */
  public OptionalDouble value(String formula) {
    Threshold asked =
        new ThresholdParser(Map.of(Tag.STEP, Set.copyOf(start.steps())), start.series())
            .parseFigure(formula);
    Observation seen = new Hindsight(this).observe(asked);
    return seen.samples() == 0 || !seen.enough() || Double.isNaN(seen.value())
        ? OptionalDouble.empty()
        : OptionalDouble.of(seen.value());
  }

  private OptionalDouble figure(Measure measure, Tags tags) {
    Threshold asked =
        new Threshold(
            measure.label(),
            measure,
            tags.values(),
            Optional.empty(),
            Optional.empty(),
            Operator.GREATER_OR_EQUAL,
            0,
            false,
            OptionalDouble.empty(),
            false);
    double value = new Hindsight(this).observe(asked).value();
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private Tags at(String step) {
    if (!start.steps().contains(step)) {
      throw new IllegalArgumentException(
          "step must name a step of the plan, got: "
              + step
              + ". "
              + Suggestions.fix(step, start.steps()));
    }
    return Tags.of(Tag.STEP, step);
  }
}
