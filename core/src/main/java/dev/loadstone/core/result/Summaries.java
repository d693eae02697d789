package dev.loadstone.core.result;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Sums recordings up by the tags that reports show. */
final class Summaries {
  /** What tells measures apart that only some protocols have. */
  private static final List<String> PARTS = List.of(Tag.TOOL, Tag.AGENT_STEP);

  private final Recordings recordings;
  private final List<String> steps;

  Summaries(Recordings recordings, List<String> steps) {
    this.recordings = recordings;
    this.steps = steps;
  }

  /**
   * Returns the distributions of the measured time, summed by each of the ways in which they are
   * shown.
   */
  List<MeasureSummary> measures() {
    Map<SeriesKey, Histogram> sums = new HashMap<>();
    boolean severalScenarios = distinct(Tag.SCENARIO).size() > 1;
    boolean severalPhases = distinct(Tag.PHASE).size() > 1;
    Set<String> shared = sharedSteps();
    recordings
        .series()
        .forEach((key, histogram) -> {
          if (!Recordings.isWarmUp(key.tags())) {
            projections(key.tags(), severalScenarios, severalPhases)
                .forEach(tags ->
                    sums.computeIfAbsent(
                            new SeriesKey(key.measure(), tags), any -> Histograms.empty())
                        .add(histogram));
            if (isPlain(key.tags()) && shared.contains(key.tags().get(Tag.STEP))) {
              Tags tenant = key.tags().without(Tag.PHASE);
              sums.computeIfAbsent(new SeriesKey(key.measure(), tenant), any -> Histograms.empty())
                  .add(histogram);
            }
          }
        });
    return sorted(sums);
  }

  /** Returns the steps that several scenarios have: what each of them saw is told, too. */
  private Set<String> sharedSteps() {
    Map<String, Set<String>> scenarios = new HashMap<>();
    for (SeriesKey key : recordings.series().keySet()) {
      if (!Recordings.isWarmUp(key.tags()) && isPlain(key.tags())) {
        scenarios
            .computeIfAbsent(key.tags().get(Tag.STEP), any -> new HashSet<>())
            .add(key.tags().get(Tag.SCENARIO));
      }
    }
    scenarios.values().removeIf(names -> names.size() < 2);
    return scenarios.keySet();
  }

  /** Returns whether scenario and step, and nothing but them and the phase, tell times apart. */
  private static boolean isPlain(Tags tags) {
    return tags.has(Tag.SCENARIO)
        && tags.has(Tag.STEP)
        && tags.without(Tag.PHASE).values().size() == 2;
  }

  /** Returns the distributions of the warm-up, of the whole mix. */
  List<MeasureSummary> warmUp() {
    Map<SeriesKey, Histogram> sums = new HashMap<>();
    recordings
        .series()
        .forEach((key, histogram) -> {
          if (Recordings.isWarmUp(key.tags())
              && !key.tags().has(Tag.OUTCOME)
              && !key.tags().has(Tag.STATE)
              && !key.tags().has(Tag.GROUP)
              && !key.tags().has(Tag.RECORD)) {
            sums.computeIfAbsent(new SeriesKey(key.measure(), Tags.NONE), any -> Histograms.empty())
                .add(histogram);
          }
        });
    return sorted(sums);
  }

  private Set<String> distinct(String tag) {
    return recordings.series().keySet().stream()
        .map(SeriesKey::tags)
        .filter(tags -> !Recordings.isWarmUp(tags) && tags.has(tag))
        .map(tags -> tags.get(tag))
        .collect(Collectors.toSet());
  }

  private static List<Tags> projections(Tags tags, boolean scenarios, boolean phases) {
    if (tags.has(Tag.GROUP)) {
      return List.of(Tags.of(Tag.GROUP, tags.get(Tag.GROUP)));
    }
    if (tags.has(Tag.RECORD)) {
      return List.of(Tags.of(Tag.RECORD, tags.get(Tag.RECORD))); // different figures do not mix
    }
    List<Tags> projections = new ArrayList<>();
    Tags base = tags.has(Tag.OUTCOME) ? Tags.of(Tag.OUTCOME, tags.get(Tag.OUTCOME)) : Tags.NONE;
    if (tags.has(Tag.STATE)) {
      base = base.with(Tag.STATE, tags.get(Tag.STATE)); // times in different states do not mix
    }
    projections.add(base);
    if (tags.has(Tag.STEP)) {
      Tags step = base.with(Tag.STEP, tags.get(Tag.STEP));
      projections.add(step);
      if (tags.has(Tag.METHOD)) {
        projections.add(step.with(Tag.METHOD, tags.get(Tag.METHOD)));
      }
    }
    for (String part : PARTS) {
      if (tags.has(part)) {
        projections.add(base.with(part, tags.get(part)));
      }
    }
    if (!tags.has(Tag.OUTCOME) && scenarios) {
      projections.add(base.with(Tag.SCENARIO, tags.get(Tag.SCENARIO)));
    }
    if (!tags.has(Tag.OUTCOME) && phases) {
      projections.add(base.with(Tag.PHASE, tags.get(Tag.PHASE)));
    }
    return projections;
  }

  private Map<Statistic, ConfidenceInterval> intervals(SeriesKey key, Histogram times) {
    Map<Statistic, ConfidenceInterval> intervals = new EnumMap<>(Statistic.class);
    BlockIntervals known = recordings.intervals(key.measure(), key.tags().values(), times);
    for (Statistic percentile : Statistic.percentiles()) {
      known.of(percentile.quantile()).ifPresent(interval -> intervals.put(percentile, interval));
    }
    return intervals;
  }

  private List<MeasureSummary> sorted(Map<SeriesKey, Histogram> sums) {
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue().getTotalCount() > 0)
        .map(sum ->
            Percentiles.summary(
                sum.getKey(), sum.getValue(), intervals(sum.getKey(), sum.getValue())))
        .sorted(
            Comparator.comparingInt((MeasureSummary summary) -> rank(summary.tags()))
                .thenComparingInt(summary -> steps.indexOf(summary.tags().get(Tag.STEP)))
                .thenComparing(summary -> summary.tags().encoded())
                .thenComparing(MeasureSummary::measure))
        .toList();
  }

  private static int rank(Tags tags) {
    if (tags.has(Tag.OUTCOME)) {
      return tags.has(Tag.STEP) ? 8 : 7;
    }
    if (tags.has(Tag.METHOD)) {
      return 9;
    }
    if (tags.has(Tag.STEP) && tags.has(Tag.SCENARIO)) {
      return 10;
    }
    List<String> order =
        List.of(Tag.SCENARIO, Tag.STEP, Tag.PHASE, Tag.GROUP, Tag.TOOL, Tag.AGENT_STEP, Tag.RECORD);
    return 1
        + order.indexOf(tags.without(Tag.STATE).values().keySet().stream().findFirst().orElse(""));
  }

  /** Returns the counters of the measured time, summed over phases, by name. */
  List<CounterTotal> counters() {
    Map<String, CounterTotal> totals = new TreeMap<>();
    recordings
        .counters()
        .forEach((key, count) -> {
          if (!Recordings.isWarmUp(key.tags())) {
            CounterKey overall = new CounterKey(key.name(), key.tags().without(Tag.PHASE));
            totals.merge(
                overall.encoded(),
                new CounterTotal(overall, count),
                (a, b) -> new CounterTotal(overall, a.value() + b.value()));
          }
        });
    return List.copyOf(totals.values());
  }

  /** Returns the failures of the measured time by class and step, the most frequent first. */
  List<ErrorSummary> errors(List<FailureSample> samples) {
    Map<String, ErrorSummary> errors = new LinkedHashMap<>();
    recordings
        .counters()
        .forEach((key, count) -> {
          if (key.name().equals(CounterKey.OPERATIONS)
              && key.tags().has(Tag.ERROR)
              && !Recordings.isWarmUp(key.tags())) {
            ErrorClass error = ErrorClass.of(key.tags().get(Tag.ERROR)).orElse(ErrorClass.SCRIPT);
            String step = key.tags().get(Tag.STEP);
            errors.merge(
                error.label() + " " + step,
                new ErrorSummary(error, step, count, samplesOf(error, step, samples)),
                (a, b) -> new ErrorSummary(error, step, a.count() + b.count(), a.samples()));
          }
        });
    return errors.values().stream()
        .sorted(
            Comparator.comparingLong(ErrorSummary::count)
                .reversed()
                .thenComparing(ErrorSummary::step)
                .thenComparing(ErrorSummary::error))
        .toList();
  }

  private static List<FailureSample> samplesOf(
      ErrorClass error, String step, List<FailureSample> samples) {
    return samples.stream()
        .filter(sample -> sample.error() == error && sample.step().equals(step))
        .toList();
  }

  /**
   * Returns the full distributions of response and service time: of the whole mix, then by step.
   */
  List<Distribution> distributions() {
    List<Distribution> distributions = new ArrayList<>();
    for (Measure measure : List.of(Measure.RESPONSE_TIME, Measure.SERVICE_TIME)) {
      addDistribution(distributions, measure, Map.of());
      for (String step : steps) {
        addDistribution(distributions, measure, Map.of(Tag.STEP, step));
      }
    }
    return distributions;
  }

  private void addDistribution(
      List<Distribution> distributions, Measure measure, Map<String, String> filter) {
    Histogram histogram = recordings.times(measure, filter);
    if (histogram.getTotalCount() > 0) {
      distributions.add(new Distribution(new SeriesKey(measure, new Tags(filter)), histogram));
    }
  }
}
