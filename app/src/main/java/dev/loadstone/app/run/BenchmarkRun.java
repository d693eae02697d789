package dev.loadstone.app.run;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.launch.Environment;
import dev.loadstone.core.launch.RunStarts;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.engine.BenchmarkRunner;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.Preflight;
import dev.loadstone.engine.StartedTargets;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.report.BenchmarkDirectory;
import dev.loadstone.report.RunDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs a plan's benchmarks one after the other, level by level.
 *
 * @param plan whose they are
 * @param names which of them; all if there are none
 * @param folder where the results go; empty for a new one in {@code runs}
 * @param engine how to use the machine
 */
public record BenchmarkRun(
    EffectivePlan plan, List<String> names, Optional<Path> folder, EngineOptions engine) {
  private static final Duration PREFLIGHT_TIMEOUT = Duration.ofSeconds(3);

  /** Copies the names. */
  public BenchmarkRun {
    names = List.copyOf(names);
  }

  /**
   * What was left behind.
   *
   * @param interrupted whether not everything was run because of an interrupt
   */
  public record Done(BenchmarkReport report, BenchmarkDirectory directory, boolean interrupted) {}

  /**
   * Runs them.
   *
   * @param progress hears of every result
   * @throws UnreachableException if a target is not there, and nothing has been written then; or if
   *     one that the plan starts cannot take load or ends before the benchmarks do
   * @throws RunDirectoryException if the run directory cannot be used
   * @throws InvalidInputException if there are no such benchmarks, or one needs a class or a file
   *     that is not there
   * @throws InterruptedException if the thread is interrupted, or there is an interrupt before the
   *     targets that the plan starts can take load
   */
  public Done execute(Consumer<BenchmarkResult> progress, Interrupts interrupts)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    List<ComponentBenchmark> chosen = chosen();
    new Preflight(PREFLIGHT_TIMEOUT, PlanRun::another).check(StartedTargets.others(plan));
    Instant started = Instant.now();
    Path path =
        folder.orElseGet(() ->
            RunFolders.next(
                RunStarts.of(plan, started, Environment.facts()), ZoneId.systemDefault()));
    BenchmarkDirectory directory = BenchmarkDirectory.create(path, plan.text());
    BenchmarkRunner runner = new BenchmarkRunner(engine);
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicBoolean begun = new AtomicBoolean();
    Thread preparing = Thread.currentThread();
    List<BenchmarkResult> results = new ArrayList<>();
    try (Interrupts.Watch _ =
            interrupts.watch(() -> {
              interrupted.set(true);
              runner.stop();
              if (!begun.get()) {
                preparing.interrupt();
              }
            });
        StartedTargets targets = StartedTargets.start(plan, Optional.of(path))) {
      begun.set(true);
      targets.onEnd(sentence -> runner.stop());
      for (ComponentBenchmark benchmark : chosen) {
        for (int level : benchmark.concurrency()) {
          if (!interrupted.get()) {
            BenchmarkResult result = run(targets, runner, benchmark, level);
            targets.requireRunning();
            results.add(result);
            directory.add(result);
            progress.accept(result);
          }
        }
      }
      Map<String, String> facts = new TreeMap<>(Environment.facts());
      facts.putAll(targets.facts());
      BenchmarkReport report = new BenchmarkReport(plan.plan().name(), started, facts, results);
      directory.write(report);
      return new Done(report, directory, interrupted.get());
    }
  }

  private BenchmarkResult run(
      StartedTargets targets, BenchmarkRunner runner, ComponentBenchmark benchmark, int level)
      throws UnreachableException, InterruptedException {
    try {
      return targets.whileRunning(
          StartedTargets.BEFORE_END, () -> runner.run(plan.plan(), benchmark, level));
    } catch (IllegalArgumentException missing) {
      throw invalid("benchmarks." + benchmark.name(), String.valueOf(missing.getMessage()), "");
    }
  }

  private List<ComponentBenchmark> chosen() {
    List<ComponentBenchmark> all = plan.plan().benchmarks();
    if (all.isEmpty()) {
      throw invalid(
          "",
          "must have benchmarks to be measured",
          "Write benchmarks: {health: {steps: [{http: GET /health}]}}, or use loadstone run.");
    }
    List<String> known = all.stream().map(ComponentBenchmark::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw invalid(
            "--benchmark",
            "must name a benchmark of the plan, got: " + name,
            Suggestions.fix(name, known));
      }
    }
    return all.stream()
        .filter(benchmark -> names.isEmpty() || names.contains(benchmark.name()))
        .toList();
  }

  private static InvalidInputException invalid(String path, String message, String fix) {
    return new InvalidInputException(List.of(new Problem(Optional.empty(), path, message, fix)));
  }
}
