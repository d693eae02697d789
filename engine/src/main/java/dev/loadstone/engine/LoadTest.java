package dev.loadstone.engine;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.engine.grpc.GrpcSteps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A load test in Java: a plan, run in this process, that comes to a result. Immutable.
 *
 * <pre>{@code
 * RunResult result = LoadTest.of(plan).run();
 * Optional<Duration> p95 = result.responseTime("chat").p95();
 * }</pre>
 */
public final class LoadTest {
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(3);

  private final EffectivePlan plan;
  private final EngineOptions options;
  private final List<RunObserver> observers;

  private LoadTest(EffectivePlan plan, EngineOptions options, List<RunObserver> observers) {
    this.plan = plan;
    this.options = options;
    this.observers = List.copyOf(observers);
  }

  /**
   * Returns a test of a plan in Java, with the process's environment variables.
   *
   * @throws InvalidInputException with every problem, if the plan is wrong in any way
   */
  public static LoadTest of(LoadPlan plan) {
    return of(plan, ReadOptions.NONE.withEnvironment(System.getenv()));
  }

  /**
   * Returns a test of a plan in Java.
   *
   * @throws InvalidInputException with every problem, if the plan is wrong in any way
   */
  public static LoadTest of(LoadPlan plan, ReadOptions read) {
    return of(new EffectivePlan(plan.build(read), plan.yaml(), Optional.empty()));
  }

  /**
   * Returns a test of a plan's file, with the process's environment variables.
   *
   * @throws InvalidInputException with every problem, if the plan is wrong in any way
   */
  public static LoadTest of(Path file) {
    return of(EffectivePlan.read(file, ReadOptions.NONE.withEnvironment(System.getenv())));
  }

  /** Returns a test of a plan that was read before. */
  public static LoadTest of(EffectivePlan plan) {
    return new LoadTest(plan, EngineOptions.DEFAULT, List.of());
  }

  /**
   * Returns the test judged by a tier of its plan too.
   *
   * @throws InvalidInputException if the plan has no such tier
   */
  public LoadTest tier(String name) {
    return new LoadTest(plan.withTier(name, "tier"), options, observers);
  }

  /** Returns the test with another use of the machine. */
  public LoadTest engine(EngineOptions use) {
    return new LoadTest(plan, use, observers);
  }

  /** Returns the test with one more observer, which hears of its runs after the others. */
  public LoadTest observer(RunObserver observer) {
    return new LoadTest(
        plan, options, Stream.concat(observers.stream(), Stream.of(observer)).toList());
  }

  /** Returns the plan as it is to be run. */
  public EffectivePlan plan() {
    return plan;
  }

  /**
   * Looks whether the plan can be run: whether its targets are there, and whether this process may
   * have the connections that it needs. Targets that the plan starts itself need not be there.
   *
   * @throws UnreachableException if there is no connection to a target
   * @throws InvalidInputException if the plan needs connections that there cannot be, or a gRPC
   *     method that its description lacks
   */
  public void check() throws UnreachableException {
    if (plan.loads().isEmpty()) {
      throw new InvalidInputException(
          List.of(
              new Problem(
                  Optional.empty(),
                  "",
                  "must have scenarios to be run",
                  "It has only benchmarks.")));
    }
    List<Problem> problems = new ArrayList<>(GrpcSteps.problems(plan.plan()));
    problems.addAll(SocketNeeds.of(plan.plan()).problems());
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    new Preflight(REACHED_WITHIN, target -> "give the plan another target")
        .check(StartedTargets.others(plan));
  }

  /**
   * Starts a run, without a look whether it can go well. Targets that the plan starts itself must
   * be there already.
   *
   * @throws InvalidInputException if the plan needs a class or a file that is not there
   */
  public WatchedRun start() {
    return start(Map.of());
  }

  private WatchedRun start(Map<String, String> facts) {
    try {
      return WatchedRun.start(new LocalRunner(options), plan, facts, observers);
    } catch (IllegalArgumentException missing) {
      String message = Objects.requireNonNullElse(missing.getMessage(), "");
      throw new InvalidInputException(List.of(new Problem(Optional.empty(), "", message, "")));
    }
  }

  /**
   * Looks whether the plan can be run, starts the targets that it starts itself, runs it, waits for
   * its end, and stops them. A missed threshold is no exception: the result's verdict tells of it.
   *
   * @throws UnreachableException if there is no connection to a target, or one that was started
   *     cannot take load or ends before it; no load has been sent then
   * @throws InvalidInputException if the plan needs something that is not there
   * @throws InterruptedException if the thread is interrupted; the load ends then
   */
  public RunResult run() throws UnreachableException, InterruptedException {
    return run(Optional.empty());
  }

  /**
   * As {@link #run()}, with a file for what each started target writes.
   *
   * @param folder an existing one
   */
  public RunResult run(Path folder) throws UnreachableException, InterruptedException {
    return run(Optional.of(folder));
  }

  private RunResult run(Optional<Path> folder) throws UnreachableException, InterruptedException {
    check();
    try (StartedTargets own = StartedTargets.start(plan, folder)) {
      LoadTest test = new LoadTest(own.plan(), options, observers);
      WatchedRun run = own.whileRunning(StartedTargets.BEFORE_LOAD, () -> test.start(own.facts()));
      own.onEnd(sentence -> run.stop(RunEnd.Reason.ABORTED, sentence));
      return run.await();
    }
  }
}
