package dev.loadstone.core.plan;

import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Sampling;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A component measured by warm-up and samples rather than by load. At each level of concurrency, so
 * many virtual users do the same, each its next iteration as soon as its last one is over.
 *
 * @param name unique in the plan
 * @param labels what else is to stand in the result, in order
 * @param sampling how samples are taken; at each level anew
 * @param concurrency how many iterations are under way at once, level by level; at least one, each
 *     at least 1 and at most {@value #CONCURRENCY_MAX}
 * @param setup steps that each virtual user runs before its first iteration of a level
 * @param beforeEach steps that come before those that are measured, in every iteration
 * @param steps what is measured, from the first one's start to the last one's end; at least one
 * @param afterEach steps that come after, in every iteration, whether it failed or not
 * @param teardown steps that each virtual user runs after its last iteration of a level
 * @param targets what is good enough
 */
public record ComponentBenchmark(
    String name,
    Map<String, String> labels,
    Sampling sampling,
    List<Integer> concurrency,
    List<Step> setup,
    List<Step> beforeEach,
    List<Step> steps,
    List<Step> afterEach,
    List<Step> teardown,
    List<BenchmarkTarget> targets) {
  /** The most iterations under way at once. */
  public static final int CONCURRENCY_MAX = 10_000;

  /** Copies the collections. */
  public ComponentBenchmark {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    concurrency = List.copyOf(concurrency);
    setup = List.copyOf(setup);
    beforeEach = List.copyOf(beforeEach);
    steps = List.copyOf(steps);
    afterEach = List.copyOf(afterEach);
    teardown = List.copyOf(teardown);
    targets = List.copyOf(targets);
  }
}
