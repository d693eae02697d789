package dev.loadstone.junit;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.launch.Environment;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.engine.BenchmarkRunner;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.Preflight;
import dev.loadstone.engine.StartedTargets;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.engine.benchmark.Benchmark;
import dev.loadstone.engine.benchmark.BenchmarkSource;
import dev.loadstone.engine.benchmark.Forks;
import dev.loadstone.report.BenchmarkDirectory;
import dev.loadstone.report.BenchmarkText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures benchmarks for one test method, and keeps what each finds in a folder of its own: every
 * sample, the results as JSON, and {@code benchmarks.txt} for people. Used by one thread.
 */
public final class ComponentRunner implements ReportKeeper {
  private static final String REPORT = "benchmarks.txt";
  private static final int REPORT_WIDTH = 200;
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(3);

  private final RunFolders folders;
  private final List<Path> kept = new ArrayList<>();

  ComponentRunner(RunFolders folders) {
    this.folders = folders;
  }

  /**
   * Measures Java code in this JVM, at all of its levels.
   *
   * @return what was found, whatever its verdict
   * @throws IOException if the results cannot be kept
   * @throws InterruptedException if the thread is interrupted
   */
  public BenchmarkReport run(Benchmark benchmark) throws IOException, InterruptedException {
    BenchmarkDirectory directory = BenchmarkDirectory.create(folders.next());
    Instant started = Instant.now();
    return kept(directory, named(started, benchmark.run()));
  }

  /**
   * Measures Java code in JVMs of its own.
   *
   * @param source a public class with a public constructor without parameters
   * @param forks how many JVMs for each level; at least 1
   * @return what was found, whatever its verdict
   * @throws IOException if a JVM cannot be started, or the results cannot be kept
   * @throws InterruptedException if the thread is interrupted; the JVM under way is ended
   * @throws IllegalArgumentException if the class is not such a one
   */
  public BenchmarkReport run(Class<? extends BenchmarkSource> source, int forks)
      throws IOException, InterruptedException {
    BenchmarkDirectory directory = BenchmarkDirectory.create(folders.next());
    Instant started = Instant.now();
    return kept(directory, named(started, Forks.run(source, forks)));
  }

  private static BenchmarkReport named(Instant started, List<BenchmarkResult> results) {
    return new BenchmarkReport(results.getFirst().name(), started, Environment.facts(), results);
  }

  /**
   * Measures all benchmarks of a plan's file, with the process's environment variables.
   *
   * @return what was found, whatever its verdict
   * @throws InvalidInputException with every problem, if the plan is wrong in any way or has no
   *     benchmarks
   * @throws UnreachableException if there is no connection to a target, and nothing has been sent
   *     then; or if one that the plan starts cannot take load or ends before the benchmarks do
   * @throws IOException if the results cannot be kept
   * @throws InterruptedException if the thread is interrupted
   */
  public BenchmarkReport run(Path plan) throws IOException, InterruptedException {
    return run(EffectivePlan.read(plan, options()));
  }

  /**
   * Measures all benchmarks of a plan's file against another target, a URL or {@code name=URL};
   * otherwise as {@link #run(Path)}.
   */
  public BenchmarkReport run(Path plan, String target) throws IOException, InterruptedException {
    return run(
        EffectivePlan.read(plan, options().withTarget(target))
            .changed("by the test", List.of("target " + target)));
  }

  private static ReadOptions options() {
    return ReadOptions.NONE.withEnvironment(System.getenv());
  }

  private BenchmarkReport run(EffectivePlan plan) throws IOException, InterruptedException {
    if (plan.plan().benchmarks().isEmpty()) {
      throw invalid("", "must have benchmarks to be measured", "Write benchmarks: in it.");
    }
    new Preflight(REACHED_WITHIN, target -> "give the plan another target")
        .check(StartedTargets.others(plan));
    BenchmarkDirectory directory = BenchmarkDirectory.create(folders.next(), plan.text());
    Instant started = Instant.now();
    try (StartedTargets targets = StartedTargets.start(plan, Optional.of(directory.path()))) {
      List<BenchmarkResult> results = measured(targets, plan.plan());
      Map<String, String> facts = new TreeMap<>(Environment.facts());
      facts.putAll(targets.facts());
      return kept(directory, new BenchmarkReport(plan.plan().name(), started, facts, results));
    }
  }

  private static List<BenchmarkResult> measured(StartedTargets targets, Plan plan)
      throws UnreachableException, InterruptedException {
    BenchmarkRunner runner = new BenchmarkRunner(EngineOptions.DEFAULT);
    targets.onEnd(sentence -> runner.stop());
    List<BenchmarkResult> results = new ArrayList<>();
    for (ComponentBenchmark benchmark : plan.benchmarks()) {
      for (int level : benchmark.concurrency()) {
        results.add(measured(targets, runner, plan, benchmark, level));
        targets.requireRunning();
      }
    }
    return results;
  }

  private static BenchmarkResult measured(
      StartedTargets targets,
      BenchmarkRunner runner,
      Plan plan,
      ComponentBenchmark benchmark,
      int level)
      throws UnreachableException, InterruptedException {
    try {
      return targets.whileRunning(
          StartedTargets.BEFORE_END, () -> runner.run(plan, benchmark, level));
    } catch (IllegalArgumentException missing) {
      throw invalid("benchmarks." + benchmark.name(), String.valueOf(missing.getMessage()), "");
    }
  }

  private static InvalidInputException invalid(String path, String message, String fix) {
    return new InvalidInputException(List.of(new Problem(Optional.empty(), path, message, fix)));
  }

  private BenchmarkReport kept(BenchmarkDirectory directory, BenchmarkReport report)
      throws IOException {
    for (BenchmarkResult result : report.results()) {
      directory.add(result);
    }
    directory.write(report);
    Path text = directory.path().resolve(REPORT);
    Files.writeString(text, BenchmarkText.of(report, REPORT_WIDTH, false));
    kept.add(text);
    return report;
  }

  /** Returns the reports so far, absolute, in their order. */
  @Override
  public List<Path> reports() {
    return List.copyOf(kept);
  }
}
