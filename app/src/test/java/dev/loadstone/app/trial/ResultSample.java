package dev.loadstone.app.trial;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.GeneratorSummary;
import dev.loadstone.core.result.LatencyMap;
import dev.loadstone.core.result.LoadSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of runs that never were, for tests of what is read from them. */
public final class ResultSample {
  private final List<MeasureSummary> measures = new ArrayList<>();
  private final List<CounterTotal> counters = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private long offered = 1_000;
  private long completed = 1_000;
  private long cancelled;
  private double startDelay = 0.000_2;
  private double loopLag = 0.000_3;
  private boolean healthy = true;
  private RunEnd.Reason reason = RunEnd.Reason.COMPLETED;

  /** How many iterations of a run of one second were intended, and how many completed. */
  public ResultSample load(long newOffered, long newCompleted) {
    offered = newOffered;
    completed = newCompleted;
    return this;
  }

  /** How many iterations were cut off at the end of the drain. */
  public ResultSample cancelled(long newCancelled) {
    cancelled = newCancelled;
    return this;
  }

  /** How late the generator was: its start delay and its loops, in seconds. */
  public ResultSample late(double startDelayP99, double loopLagMax) {
    startDelay = startDelayP99;
    loopLag = loopLagMax;
    return this;
  }

  /** A generator that says itself that it failed. */
  public ResultSample unhealthy() {
    healthy = false;
    return this;
  }

  /** How the run ended. */
  public ResultSample ended(RunEnd.Reason newReason) {
    reason = newReason;
    return this;
  }

  /** A warning. */
  public ResultSample warning(Warning warning) {
    warnings.add(warning);
    return this;
  }

  /** Operations with one tag. */
  public ResultSample operations(String tag, String value, long count) {
    counters.add(
        new CounterTotal(new CounterKey(CounterKey.OPERATIONS, Tags.of(tag, value)), count));
    return this;
  }

  /** Percentiles of a measure of the whole mix, in seconds. */
  public ResultSample times(Measure measure, Map<Statistic, Double> percentiles) {
    measures.add(
        new MeasureSummary(
            measure,
            Tags.NONE,
            completed,
            0.001,
            0.001,
            0,
            1,
            new EnumMap<>(percentiles),
            Map.of()));
    return this;
  }

  /** Returns the result. */
  public RunResult result() {
    RunStart start =
        new RunStart(
            "sample",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            "open",
            0,
            1_000_000_000,
            List.of(),
            List.of(),
            Optional.empty(),
            List.of());
    LoadSummary load =
        new LoadSummary(
            "open",
            offered,
            offered,
            completed,
            0,
            0,
            cancelled,
            offered - cancelled,
            offered - completed,
            (double) offered,
            (double) completed,
            (double) completed);
    return new RunResult(
        start,
        new RunEnd(reason, "", 1_000_000_000, List.of()),
        Verdict.PASS,
        List.of(),
        1,
        load,
        measures,
        List.of(),
        counters,
        List.of(),
        List.of(),
        new GeneratorSummary(0.25, 0.5, 0, loopLag, startDelay, 1e8, healthy),
        warnings,
        List.of(),
        List.of(),
        List.of(),
        LatencyMap.EMPTY,
        List.of());
  }
}
