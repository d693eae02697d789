package dev.loadstone.core.plan.dsl;

import dev.loadstone.core.benchmark.Figure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** A component to be measured by warm-up and samples. Immutable. */
public final class BenchmarkSpec {
  static final BenchmarkSpec EMPTY = new BenchmarkSpec(Keys.NONE);

  private final Keys keys;

  private BenchmarkSpec(Keys keys) {
    this.keys = keys;
  }

  /** Returns the benchmark with one more label. */
  public BenchmarkSpec label(String name, String value) {
    return new BenchmarkSpec(keys.putting("labels", name, value));
  }

  /** Returns the benchmark with so many iterations before the first sample. */
  public BenchmarkSpec warmUp(int iterations) {
    return with("warmUp", iterations);
  }

  /** Returns the benchmark with so much time before the first sample. */
  public BenchmarkSpec warmUp(Duration time) {
    return with("warmUp", Keys.text(time));
  }

  /** Returns the benchmark with so many samples. */
  public BenchmarkSpec samples(int number) {
    return with("samples", number);
  }

  /** Returns the benchmark with a time after which an iteration is cancelled. */
  public BenchmarkSpec timeout(Duration time) {
    return with("timeout", Keys.text(time));
  }

  /** Returns the benchmark ending with its first failed iteration. */
  public BenchmarkSpec failFast() {
    return with("failFast", true);
  }

  /** Returns the benchmark with levels of iterations under way at once. */
  public BenchmarkSpec concurrency(int... levels) {
    return with("concurrency", Arrays.stream(levels).boxed().toList());
  }

  /** Returns the benchmark with more steps before a user's first iteration. */
  public BenchmarkSpec setup(StepSpec... steps) {
    return adding("setup", steps);
  }

  /** Returns the benchmark with more steps before those that are measured, in every iteration. */
  public BenchmarkSpec beforeEach(StepSpec... steps) {
    return adding("beforeEach", steps);
  }

  /** Returns the benchmark with more steps that are measured. */
  public BenchmarkSpec steps(StepSpec... steps) {
    return adding("steps", steps);
  }

  /** Returns the benchmark with more steps after those that are measured, in every iteration. */
  public BenchmarkSpec afterEach(StepSpec... steps) {
    return adding("afterEach", steps);
  }

  /** Returns the benchmark with more steps after a user's last iteration. */
  public BenchmarkSpec teardown(StepSpec... steps) {
    return adding("teardown", steps);
  }

  /**
   * Returns the benchmark with one more target.
   *
   * @param limit in the figure's unit: {@code 500ms}, {@code 20/s}, {@code 95%}, {@code 500MB}
   */
  public BenchmarkSpec target(Figure figure, String limit) {
    return new BenchmarkSpec(keys.putting("targets", figure.label(), limit));
  }

  private BenchmarkSpec adding(String key, StepSpec... steps) {
    return new BenchmarkSpec(keys.adding(key, StepSpec.valuesOf(steps)));
  }

  private BenchmarkSpec with(String key, Object value) {
    return new BenchmarkSpec(keys.with(key, value));
  }

  Map<String, Object> values() {
    return keys.values();
  }
}
