package dev.loadstone.core.benchmark;

import dev.loadstone.core.benchmark.SteadyState.Kind;
import dev.loadstone.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What a benchmark found at one level of concurrency. Times are those of successful samples only.
 *
 * @param name the benchmark's
 * @param labels as the benchmark has them, sorted
 * @param concurrency how many iterations were under way at once
 * @param runs every iteration, by fork; a single one unless there were forks
 * @param warmUps how many iterations of each run count as its warm-up: those that it was given, and
 *     any more before it was steady
 * @param steadyStates what is known of each run's steadiness, warm-up included
 * @param times of successful samples of all runs together
 * @param operationsPerSecond successful samples per second from the first sample's start to the
 *     last one's end; over several runs the mean; NaN if there are none
 * @param successRatio successful samples per sample; NaN if there are none
 * @param errors failed iterations by class, those of the warm-up among them
 * @param resources what measuring used
 * @param forks what the forks found; empty if there were none
 * @param targets judged
 * @param stopped why it ended before all of its samples; empty if it did not
 */
public record BenchmarkResult(
    String name,
    Map<String, String> labels,
    int concurrency,
    List<SampleLog> runs,
    List<Integer> warmUps,
    List<SteadyState> steadyStates,
    SampleStatistics times,
    double operationsPerSecond,
    double successRatio,
    Map<String, Long> errors,
    ResourceUse resources,
    Optional<ForkSummary> forks,
    List<TargetResult> targets,
    String stopped) {
  private static final String UNSTEADY = "met, but the series is never steady";

  /** Copies the collections. */
  public BenchmarkResult {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    runs = List.copyOf(runs);
    warmUps = List.copyOf(warmUps);
    steadyStates = List.copyOf(steadyStates);
    errors = Collections.unmodifiableMap(new TreeMap<>(errors));
    targets = List.copyOf(targets);
  }

  /**
   * Returns the result of a benchmark.
   *
   * @param what which one
   * @param runs what was measured; at least one
   * @param resources what measuring used
   * @param stopped why it ended early; may be empty
   */
  public static BenchmarkResult of(
      Identity what, List<SampleLog> runs, ResourceUse resources, String stopped) {
    List<SteadyState> states =
        runs.stream().map(run -> SteadyStateDetector.judge(run.durations(0))).toList();
    List<Integer> warmUps = new ArrayList<>();
    Map<String, Long> errors = new TreeMap<>();
    for (int i = 0; i < runs.size(); i++) {
      warmUps.add(warmUp(runs.get(i), states.get(i)));
      runs.get(i).errors().forEach((error, count) -> errors.merge(error, count, Long::sum));
    }
    double[] pooled = join(runs, warmUps);
    Optional<ForkSummary> forks =
        what.forked() ? Optional.of(new ForkSummary(means(runs, warmUps))) : Optional.empty();
    BenchmarkResult unjudged =
        new BenchmarkResult(
            what.name(),
            what.labels(),
            what.concurrency(),
            runs,
            warmUps,
            states,
            SampleStatistics.of(pooled),
            rate(runs, warmUps),
            successes(runs, warmUps),
            errors,
            resources,
            forks,
            List.of(),
            stopped);
    return unjudged.judged(what.targets());
  }

  /**
   * Which benchmark a result is of.
   *
   * @param name its name
   * @param labels its labels
   * @param concurrency how many iterations were under way at once; at least 1
   * @param targets what is good enough
   * @param forked whether every run was a process of its own
   */
  public record Identity(
      String name,
      Map<String, String> labels,
      int concurrency,
      List<BenchmarkTarget> targets,
      boolean forked) {}

  private static int warmUp(SampleLog run, SteadyState state) {
    if (state.kind() != Kind.STEADY || state.start() == 0) {
      return run.warmUp();
    }
    return Math.max(run.warmUp(), run.indexOfSuccess(state.start()));
  }

  private static double[] join(List<SampleLog> runs, List<Integer> warmUps) {
    DoubleStream all = DoubleStream.empty();
    for (int i = 0; i < runs.size(); i++) {
      all = DoubleStream.concat(all, Arrays.stream(runs.get(i).durations(warmUps.get(i))));
    }
    return all.toArray();
  }

  private static List<Double> means(List<SampleLog> runs, List<Integer> warmUps) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      means.add(SampleStatistics.of(runs.get(i).durations(warmUps.get(i))).mean());
    }
    return means;
  }

  private static double rate(List<SampleLog> runs, List<Integer> warmUps) {
    double sum = 0;
    for (int i = 0; i < runs.size(); i++) {
      int from = warmUps.get(i);
      double seconds = runs.get(i).span(from);
      sum += seconds > 0 ? runs.get(i).succeeded(from) / seconds : Double.NaN;
    }
    return sum / runs.size();
  }

  private static double successes(List<SampleLog> runs, List<Integer> warmUps) {
    long succeeded = 0;
    long all = 0;
    for (int i = 0; i < runs.size(); i++) {
      succeeded += runs.get(i).succeeded(warmUps.get(i));
      all += runs.get(i).size() - warmUps.get(i);
    }
    return all == 0 ? Double.NaN : (double) succeeded / all;
  }

  private BenchmarkResult judged(List<BenchmarkTarget> wanted) {
    List<TargetResult> judged = wanted.stream().map(this::judge).toList();
    return new BenchmarkResult(
        name,
        labels,
        concurrency,
        runs,
        warmUps,
        steadyStates,
        times,
        operationsPerSecond,
        successRatio,
        errors,
        resources,
        forks,
        judged,
        stopped);
  }

  /** Judges a target, which need not be one of the benchmark's own. */
  public TargetResult judge(BenchmarkTarget target) {
    TargetResult judged = TargetResult.of(target, figure(target.figure()), times.count());
    return isNeverSteady() ? judged.doubted(UNSTEADY) : judged;
  }

  /** Returns a figure, in its unit; NaN if it is not known. */
  public double figure(Figure figure) {
    return switch (figure) {
      case MIN -> times.min();
      case MAX -> times.max();
      case MEAN -> forks.map(ForkSummary::mean).orElse(times.mean());
      case MEDIAN -> times.median();
      case P75 -> times.p75();
      case P90 -> times.p90();
      case P95 -> times.p95();
      case P99 -> times.p99();
      case STDDEV -> times.stddev();
      case OPERATIONS_PER_SECOND -> operationsPerSecond;
      case SUCCESS_RATIO -> successRatio;
      case HEAP -> resources.heapBytes();
      case RSS -> resources.rssBytes();
      case ALLOCATED_PER_OPERATION -> resources.allocatedBytesPerOperation();
      case CPU -> resources.cpuMachine();
    };
  }

  /** Returns whether a run was long enough to tell, and is never steady. */
  public boolean isNeverSteady() {
    return steadyStates.stream().anyMatch(state -> state.kind() == Kind.NEVER);
  }

  /** Returns how many iterations beyond the given warm-up were not steady yet, of all runs. */
  public int lateWarmUp() {
    int late = 0;
    for (int i = 0; i < runs.size(); i++) {
      late += warmUps.get(i) - runs.get(i).warmUp();
    }
    return late;
  }

  /**
   * Returns the judgement: the worst of the targets'; FAIL if it ended early or nothing succeeded.
   */
  public Verdict verdict() {
    if (!stopped.isEmpty() || times.count() == 0) {
      return Verdict.FAIL;
    }
    return targets.stream()
        .map(TargetResult::verdict)
        .max(Comparator.comparingInt(BenchmarkResult::severity))
        .orElse(Verdict.PASS);
  }

  /** Returns a number that is the higher the worse the verdict is. */
  static int severity(Verdict verdict) {
    return switch (verdict) {
      case PASS -> 0;
      case WARN -> 1;
      case INCONCLUSIVE -> 2;
      case FAIL -> 3;
      case INVALID -> 4;
    };
  }
}
