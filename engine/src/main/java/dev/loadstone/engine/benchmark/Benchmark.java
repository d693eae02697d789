package dev.loadstone.engine.benchmark;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkResult.Identity;
import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * A benchmark of Java code. Immutable; every method returns another one.
 *
 * <pre>{@code
 * List<BenchmarkResult> results =
 *     Benchmark.of("quote", () -> pricing.quote("EUR"))
 *         .warmUp(Duration.ofSeconds(2))
 *         .samples(1_000)
 *         .timeout(Duration.ofMillis(50))
 *         .target(Figure.P95, 0.005)
 *         .run();
 * }</pre>
 *
 * <p>Each sample is one call, timed by {@link System#nanoTime}, on platform threads of its own; the
 * result is taken by a black hole. {@link #empty} shows what that costs by itself. Code that takes
 * less than a microsecond is to be called several times per sample ({@link #callsPerSample}), and
 * in forks ({@link Forks}): how a JVM compiled it once is one of several ways in which it may.
 */
public final class Benchmark {
  private final String name;
  private final Callable<?> measured;
  private final Sampling sampling;
  private final Around around;
  private final Map<String, String> labels;
  private final List<Integer> levels;
  private final List<BenchmarkTarget> targets;
  private final int calls;

  /**
   * What is done around the measured code.
   *
   * @param setup once per level, before anything else
   * @param beforeEach before every iteration, by its thread
   * @param afterEach after every iteration, failed or not, by its thread
   * @param teardown once per level, after everything else
   */
  record Around(Action setup, Action beforeEach, Action afterEach, Action teardown) {
    static final Around NOTHING = new Around(Action.NONE, Action.NONE, Action.NONE, Action.NONE);
  }

  private Benchmark(
      String name,
      Callable<?> measured,
      Sampling sampling,
      Around around,
      Map<String, String> labels,
      List<Integer> levels,
      List<BenchmarkTarget> targets,
      int calls) {
    this.name = name;
    this.measured = measured;
    this.sampling = sampling;
    this.around = around;
    this.labels = labels;
    this.levels = levels;
    this.targets = targets;
    this.calls = calls;
  }

  /**
   * Returns a benchmark of code with a result.
   *
   * @param measured called by as many threads at once as the level says
   */
  public static Benchmark of(String name, Callable<?> measured) {
    return new Benchmark(
        name, measured, Sampling.DEFAULT, Around.NOTHING, Map.of(), List.of(1), List.of(), 1);
  }

  /** Returns a benchmark of code without a result. */
  public static Benchmark of(String name, Action measured) {
    return of(
        name,
        () -> {
          measured.run();
          return null;
        });
  }

  /**
   * Returns a benchmark of nothing: what timing costs by itself on this machine, to be held against
   * the figures of others.
   */
  public static Benchmark empty() {
    return of("empty", () -> null)
        .sampling(sampling -> sampling.withWarmUp(100_000).withSamples(10_000));
  }

  /** Returns this with samples taken in another way. */
  public Benchmark sampling(UnaryOperator<Sampling> change) {
    return new Benchmark(
        name, measured, change.apply(sampling), around, labels, levels, targets, calls);
  }

  /** Returns this with so many iterations before the first sample. */
  public Benchmark warmUp(int iterations) {
    return sampling(old -> old.withWarmUp(iterations));
  }

  /** Returns this with at least so much time before the first sample. */
  public Benchmark warmUp(Duration time) {
    return sampling(old -> old.withWarmUp(time));
  }

  /** Returns this with so many samples. */
  public Benchmark samples(int number) {
    return sampling(old -> old.withSamples(number));
  }

  /** Returns this with a time after which the thread of a call is interrupted. */
  public Benchmark timeout(Duration time) {
    return sampling(old -> old.withTimeout(time));
  }

  /** Returns this ending with the first failed iteration. */
  public Benchmark failFast() {
    return sampling(old -> old.withFailFast(true));
  }

  /**
   * Returns this with several calls per sample, whose mean time is the sample.
   *
   * @param number at least 1
   */
  public Benchmark callsPerSample(int number) {
    requirePositive("callsPerSample", number);
    return new Benchmark(name, measured, sampling, around, labels, levels, targets, number);
  }

  /**
   * Returns this with levels of concurrency, which are run one after the other.
   *
   * @param threads each at least 1; at least one
   */
  public Benchmark concurrency(int... threads) {
    if (threads.length == 0) {
      throw new IllegalArgumentException("concurrency must have at least one level");
    }
    Arrays.stream(threads).forEach(level -> requirePositive("concurrency", level));
    List<Integer> all = Arrays.stream(threads).boxed().toList();
    return new Benchmark(name, measured, sampling, around, labels, all, targets, calls);
  }

  private static void requirePositive(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, got: " + number);
    }
  }

  /** Returns this with one more label. */
  public Benchmark label(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(labels);
    more.put(key, value);
    return new Benchmark(name, measured, sampling, around, more, levels, targets, calls);
  }

  /**
   * Returns this with one more target.
   *
   * @param limit in the figure's unit: seconds, per second, a ratio, bytes
   */
  public Benchmark target(Figure figure, double limit) {
    List<BenchmarkTarget> more = new ArrayList<>(targets);
    more.add(new BenchmarkTarget(figure, limit));
    return new Benchmark(name, measured, sampling, around, labels, levels, more, calls);
  }

  /** Returns this with code that runs once per level, before anything else. */
  public Benchmark setup(Action action) {
    return with(new Around(action, around.beforeEach, around.afterEach, around.teardown));
  }

  /** Returns this with code that runs before every iteration, outside of its time. */
  public Benchmark beforeEach(Action action) {
    return with(new Around(around.setup, action, around.afterEach, around.teardown));
  }

  /** Returns this with code that runs after every iteration, outside of its time. */
  public Benchmark afterEach(Action action) {
    return with(new Around(around.setup, around.beforeEach, action, around.teardown));
  }

  /** Returns this with code that runs once per level, after everything else. */
  public Benchmark teardown(Action action) {
    return with(new Around(around.setup, around.beforeEach, around.afterEach, action));
  }

  private Benchmark with(Around other) {
    return new Benchmark(name, measured, sampling, other, labels, levels, targets, calls);
  }

  /**
   * Runs it at every level.
   *
   * @return a result per level, in order
   * @throws InterruptedException if the thread is interrupted
   */
  public List<BenchmarkResult> run() throws InterruptedException {
    List<BenchmarkResult> results = new ArrayList<>();
    for (int level : levels) {
      Measurement measurement = new Measurement(measured, sampling, around, calls, level);
      measurement.run();
      results.add(
          BenchmarkResult.of(
              identity(level, false),
              List.of(measurement.log()),
              measurement.resources(),
              measurement.stopped()));
    }
    return results;
  }

  /** Returns how many threads call at once, level by level. */
  List<Integer> levels() {
    return levels;
  }

  Identity identity(int level, boolean forked) {
    return new Identity(name, labels, level, targets, forked);
  }

  /** Returns this at one level only. */
  Benchmark at(int level) {
    return concurrency(level);
  }
}
