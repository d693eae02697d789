package dev.loadstone.core.result;

import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.List;

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
 *     by step, by phase, and failures by outcome
 * @param warmUp the same distributions of the whole mix during the warm-up
 * @param counters all counters over the measured time
 * @param errors failures by class and step, the most frequent first
 * @param thresholds the thresholds, judged, in the plan's order
 * @param generator how the generator fared
 * @param warnings what the reader should know
 * @param timeline the run second by second, warm-up and drain included
 * @param distributions the full histograms of the whole mix and of each step, for charts
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
    List<Distribution> distributions) {
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
    distributions = List.copyOf(distributions);
  }
}
