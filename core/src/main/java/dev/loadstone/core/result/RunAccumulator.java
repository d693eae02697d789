package dev.loadstone.core.result;

import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.record.ToldFigures;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the interval stream of a run into its result. The same stream always gives the same
 * result, whether it comes from the engine or from a run directory. Memory grows by a few hundred
 * bytes per interval, and with the number of series. Not thread-safe.
 */
public final class RunAccumulator implements RunObserver {
  private static final double NANOS = 1e9;
  private static final double DROPPED_HARMLESS = 0.001;
  private static final int ABORT_SAMPLES_MIN = 10;

  private final Recordings recordings = Recordings.ofRun();
  private final LevelStatistics levels = new LevelStatistics();
  private final GeneratorHealth health = new GeneratorHealth();
  private final Completions completions = new Completions();
  private final Timeline points = new Timeline();
  private final LatencyColumns latencies = new LatencyColumns();
  private final Histogram iterations = Histograms.empty();
  private final List<TimelinePoint> timeline = new ArrayList<>();
  private final List<FailureSample> failures = new ArrayList<>();
  private final List<Warning.ProbeFailed> probeFailures = new ArrayList<>();
  private final Map<Threshold, WindowWatch> watches = new LinkedHashMap<>();
  private final List<MeasureSummary> told = new ArrayList<>();
  private final List<Adjustment> adjustments = new ArrayList<>();
  private final List<Profile> profiles = new ArrayList<>();
  private Optional<String> abort = Optional.empty();
  private @Nullable RunStart start;
  private @Nullable RunEnd end;
  private long lastNanos;

  @Override
  public void started(RunStart run) {
    start = run;
    run.thresholds().stream()
        .filter(threshold -> threshold.window().isPresent())
        .forEach(threshold -> watches.put(threshold, new WindowWatch(threshold)));
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    RunStart run = run();
    lastNanos = interval.endNanos();
    recordings.add(interval);
    timeline.add(points.point(interval, run.hasArrivals()));
    latencies.add(
        interval.startNanos() / NANOS, interval.endNanos() / NANOS, points.responseTimes());
    interval
        .probes()
        .failures()
        .forEach(failure ->
            probeFailures.add(
                new Warning.ProbeFailed(lastNanos / NANOS, failure.probe(), failure.message())));
    completions.add(
        interval.startNanos() / NANOS,
        interval.endNanos() / NANOS,
        completed(interval),
        iterationMedian(interval));
    long middle = (interval.startNanos() + interval.endNanos()) / 2;
    if (middle >= run.warmUpNanos() && middle < run.warmUpNanos() + run.durationNanos()) {
      levels.add(interval);
      health.add(interval);
      watch(interval);
    }
  }

  private double iterationMedian(IntervalSnapshot interval) {
    iterations.reset();
    interval
        .histograms()
        .forEach((key, histogram) -> {
          if (key.measure() == Measure.ITERATION_TIME && !Recordings.isWarmUp(key.tags())) {
            Histograms.add(iterations, histogram);
          }
        });
    return Percentiles.of(iterations, Statistic.P50);
  }

  private static long completed(IntervalSnapshot interval) {
    return interval.counters().entrySet().stream()
        .filter(counter -> counter.getKey().name().equals(CounterKey.ITERATIONS))
        .filter(counter -> counter.getKey().tags().get(Tag.OUTCOME).equals(Outcome.OK.label()))
        .filter(counter -> !Recordings.isWarmUp(counter.getKey().tags()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void watch(IntervalSnapshot interval) {
    for (Threshold threshold : run().thresholds()) {
      WindowWatch watch = watches.get(threshold);
      Optional<ThresholdResult> judged = watch == null ? Optional.empty() : watch.add(interval);
      if (!threshold.abort() || abort.isPresent()) {
        continue;
      }
      if (watch == null) {
        judged = Optional.of(judgeWhole(threshold, interval.endNanos()));
      }
      judged
          .filter(RunAccumulator::isMissed)
          .ifPresent(missed -> abort = Optional.of("threshold missed: " + threshold.expression()));
    }
  }

  /** Returns whether a threshold is missed, and not only for want of data. */
  static boolean isMissed(ThresholdResult judged) {
    return judged.verdict() == Verdict.FAIL && !Double.isNaN(judged.observed());
  }

  private ThresholdResult judgeWhole(Threshold threshold, long untilNanos) {
    double seconds = Math.max(1e-9, (untilNanos - run().warmUpNanos()) / NANOS);
    Observation seen = Observation.of(threshold, recordings, tags -> seconds, levels);
    Observation settled =
        seen.samples() >= ABORT_SAMPLES_MIN
            ? seen
            : new Observation(Double.NaN, 0, false, Optional.empty());
    return Judge.judge(
        threshold, settled, recordings.count(CounterKey.OFFERED, Map.of()) / seconds);
  }

  /**
   * Returns why the run must stop now, as soon as a threshold with {@code abort} has been missed.
   */
  public Optional<String> abortReason() {
    return abort;
  }

  /** Returns the points of the timeline so far, copied. */
  public List<TimelinePoint> timeline() {
    return List.copyOf(timeline);
  }

  @Override
  public void failure(FailureSample sample) {
    failures.add(sample);
  }

  @Override
  public void told(ToldFigures figures) {
    figures.times().forEach(times -> told.add(MeasureSummary.of(times)));
    figures.counters().forEach((key, count) -> recordings.counters().merge(key, count, Long::sum));
  }

  @Override
  public void adjusted(Adjustment adjustment) {
    adjustments.add(adjustment);
  }

  @Override
  public void profiled(TakenProfile taken) {
    profiles.add(taken.profile());
  }

  @Override
  public void ended(RunEnd run) {
    end = run;
  }

  private RunStart run() {
    if (start == null) {
      throw new IllegalStateException("the run has not started");
    }
    return start;
  }

  /**
   * Returns the result.
   *
   * @throws IllegalStateException before the run has ended
   */
  public RunResult result() {
    if (end == null) {
      throw new IllegalStateException("the run has not ended");
    }
    return result(end);
  }

  private RunResult result(RunEnd ended) {
    RunStart run = run();
    double planned = run.durationNanos() / NANOS;
    double measured =
        Math.max(
            0,
            Math.min(planned, (Math.max(ended.atNanos(), lastNanos) - run.warmUpNanos()) / NANOS));
    double duration = ended.reason() == RunEnd.Reason.COMPLETED ? planned : measured;
    LoadSummary load = load(duration);
    List<ThresholdResult> judged =
        run.thresholds().stream().map(threshold -> judge(threshold, duration, load)).toList();
    Findings findings = findings(ended, duration, planned, load);
    Summaries summaries = new Summaries(recordings, run.steps());
    List<String> reasons = new ArrayList<>(findings.invalid());
    Verdict verdict = verdict(judged, load, ended, findings, reasons);
    return new RunResult(
        run,
        ended,
        verdict,
        reasons,
        duration,
        load,
        told.isEmpty() ? summaries.measures() : told,
        summaries.warmUp(),
        summaries.counters(),
        summaries.errors(failures),
        judged,
        health.summary(recordings, findings.generatorHealthy()),
        findings.warnings(),
        timeline,
        run.series().stream().map(levels::of).toList(),
        summaries.distributions(),
        latencies.map(),
        profiles);
  }

  private ThresholdResult judge(Threshold threshold, double duration, LoadSummary load) {
    WindowWatch watch = watches.get(threshold);
    if (watch != null) {
      return watch.result();
    }
    Observation seen =
        Observation.of(
            threshold,
            recordings,
            tags -> elapsed(tags, duration, threshold.measure()),
            new WholeRun(levels, run(), timeline));
    return Judge.judge(threshold, seen, load.offeredRate());
  }

  /** The levels of a run that is over, and its course. */
  private record WholeRun(LevelStatistics levels, RunStart start, List<TimelinePoint> timeline)
      implements Observation.Levels {
    @Override
    public double of(Measure measure, Statistic statistic) {
      return levels.of(measure, statistic);
    }

    @Override
    public SeriesSummary of(ProbeSeries series) {
      return levels.of(series);
    }

    @Override
    public LoadCourse course() {
      return LoadCourse.of(start.phases(), start.model(), timeline);
    }

    @Override
    public Optional<MemoryGrowth> growth(String name) {
      return start.series().stream()
          .filter(series -> series.name().equals(name))
          .findFirst()
          .map(series -> MemoryGrowth.of(series, start.phases(), timeline));
    }
  }

  private double elapsed(Map<String, String> tags, double duration, Measure measure) {
    String phase = tags.get(Tag.PHASE);
    if (phase != null) {
      return run().phases().stream()
          .filter(window -> window.name().equals(phase))
          .mapToDouble(window ->
              (Math.min(window.endNanos(), Math.max(lastNanos, window.startNanos() + 1))
                      - window.startNanos())
                  / NANOS)
          .sum();
    }
    return measure == Measure.OFFERED_RATE ? duration : completionSeconds(duration);
  }

  private double completionSeconds(double duration) {
    return completions.seconds(duration);
  }

  private LoadSummary load(double duration) {
    Map<String, String> all = Map.of();
    boolean open = run().hasArrivals();
    long started = recordings.count(CounterKey.STARTED, all);
    long completed = recordings.count(CounterKey.ITERATIONS, all, Tag.OUTCOME, Outcome.OK.label());
    long cancelled =
        recordings.count(CounterKey.ITERATIONS, all, Tag.OUTCOME, Outcome.CANCELLED.label());
    long ended = recordings.count(CounterKey.ITERATIONS, all);
    long dropped = recordings.count(CounterKey.DROPPED, all);
    long offered = open ? recordings.count(CounterKey.OFFERED, all) : started + dropped;
    long operations = Observation.ended(recordings, all);
    long operationsOk =
        recordings.count(CounterKey.OPERATIONS, all, Tag.OUTCOME, Outcome.OK.label());
    double seconds = Math.max(1e-9, completionSeconds(duration));
    return new LoadSummary(
        run().model(),
        offered,
        started,
        completed,
        ended - completed - cancelled,
        dropped,
        cancelled,
        operations,
        operations - operationsOk,
        open && duration > 0 ? offered / duration : Double.NaN,
        completed / seconds,
        operationsOk / seconds);
  }

  private Findings findings(RunEnd ended, double duration, double planned, LoadSummary load) {
    List<Warning> warnings = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    ended
        .driverFailures()
        .forEach(detail -> add(new Warning.DriverFailure(detail), warnings, invalid));
    if (ended.reason() != RunEnd.Reason.COMPLETED) {
      double at = Math.max(ended.atNanos(), lastNanos) / NANOS;
      double whole = planned + run().warmUpNanos() / NANOS;
      warnings.add(new Warning.EndedEarly(at, whole, ended.detail()));
      if (ended.reason() == RunEnd.Reason.CUT) {
        invalid.add(
            "The run was cut after "
                + Durations.human(at)
                + " of "
                + Durations.human(whole)
                + ": "
                + ended.detail()
                + ".");
      }
    }
    OptionalDouble delay = GeneratorHealth.materialDelay(recordings);
    double harmless = GeneratorHealth.harmlessDelay(recordings);
    boolean late = delay.isPresent() && delay.getAsDouble() > harmless;
    if (late) {
      add(new Warning.GeneratorLate(delay.getAsDouble(), harmless), warnings, invalid);
    }
    boolean missed = dropped(load, duration, warnings, invalid);
    OptionalDouble starvation = health.starvation();
    starvation.ifPresent(lag -> add(new Warning.GeneratorStarved(lag), warnings, invalid));
    OptionalDouble saturation = health.saturation();
    saturation.ifPresent(ratio -> warnings.add(new Warning.GeneratorSaturated(ratio)));
    run().importedFrom().ifPresent(tool -> warnings.add(new Warning.Imported(tool)));
    warnings.addAll(health.noted());
    warnings.addAll(probeFailures);
    warnings.addAll(Warning.NotProfiled.of(profiles));
    for (Adjustment one : adjustments) {
      warnings.add(
          new Warning.LoadChanged(one.atNanos() / NANOS, one.from(), one.to(), one.open()));
    }
    return new Findings(
        warnings, invalid, !late && !missed && starvation.isEmpty(), saturation.isPresent());
  }

  private boolean dropped(
      LoadSummary load, double duration, List<Warning> warnings, List<String> invalid) {
    long own = 0;
    List<String> faults = new ArrayList<>();
    for (DropReason reason : DropReason.values()) {
      long count = recordings.count(CounterKey.DROPPED, Map.of(Tag.REASON, reason.label()));
      if (count > 0) {
        Warning told = new Warning.Dropped(count, load.offered(), reason.explanation());
        warnings.add(told);
        if (reason.isGeneratorsFault()) {
          own += count;
          faults.add(told.message());
        }
      }
    }
    boolean missed = own > DROPPED_HARMLESS * load.offered();
    if (missed && Double.isNaN(load.offeredRate())) {
      invalid.addAll(faults);
    } else if (missed) {
      add(
          new Warning.OfferedRateMissed(
              load.offeredRate(), (load.offered() - load.dropped()) / Math.max(1e-9, duration)),
          warnings,
          invalid);
    }
    return missed;
  }

  private static void add(Warning warning, List<Warning> warnings, List<String> invalid) {
    warnings.add(warning);
    invalid.add(warning.message());
  }

  private Verdict verdict(
      List<ThresholdResult> judged,
      LoadSummary load,
      RunEnd ended,
      Findings findings,
      List<String> reasons) {
    judged.stream()
        .filter(result -> result.verdict() != Verdict.PASS)
        .forEach(result -> reasons.add(sentence(result)));
    boolean nothing = load.completed() == 0 && load.operations() == load.failedOperations();
    if (nothing) {
      reasons.add("No operation was completed.");
    }
    boolean aborted = ended.reason() == RunEnd.Reason.ABORTED;
    if (aborted) {
      reasons.add("The run was aborted: " + ended.detail() + ".");
    }
    if (!findings.invalid().isEmpty()) {
      return Verdict.INVALID;
    }
    Verdict worst =
        judged.stream().map(ThresholdResult::verdict).max(Verdict::compareTo).orElse(Verdict.PASS);
    boolean failed = judged.stream().anyMatch(result -> result.verdict() == Verdict.FAIL);
    List<String> blamed = judged.stream().flatMap(this::blame).toList();
    if (!blamed.isEmpty()) {
      reasons.addAll(blamed);
      return Verdict.INVALID;
    }
    if (failed && findings.saturated()) {
      reasons.add(
          "A threshold was missed while the generator was saturated, so that it may be the generator's fault.");
      return Verdict.INVALID;
    }
    if (!adjustments.isEmpty() && !nothing && !aborted) {
      reasons.add(
          "The load was changed by hand, so that nothing follows for the load of the plan.");
      return Verdict.INCONCLUSIVE;
    }
    if (failed || nothing || aborted) {
      return Verdict.FAIL;
    }
    if (ended.reason() == RunEnd.Reason.INTERRUPTED) {
      reasons.add("The run was interrupted.");
      return Verdict.INCONCLUSIVE;
    }
    return worst;
  }

  private Stream<String> blame(ThresholdResult result) {
    if (result.verdict() != Verdict.FAIL) {
      return Stream.empty();
    }
    return GeneratorHealth.blame(result, recordings).stream()
        .mapToObj(delay ->
            "That is the generator's fault: at this percentile it was "
                + Durations.human(delay)
                + " late itself, without which the threshold holds: "
                + result.threshold().expression()
                + ".");
  }

  private static String sentence(ThresholdResult result) {
    String outcome =
        switch (result.verdict()) {
          case FAIL -> "Missed: ";
          case WARN -> "Close: ";
          default -> "Inconclusive: ";
        };
    return outcome
        + result.threshold().expression()
        + (result.reason().isEmpty() ? "." : " (" + result.reason() + ").");
  }

  private record Findings(
      List<Warning> warnings, List<String> invalid, boolean generatorHealthy, boolean saturated) {}
}
