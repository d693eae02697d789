package dev.loadstone.core.benchmark;

import dev.loadstone.core.verdict.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a set of benchmarks found.
 *
 * @param name of the plan or of whatever else they stand in
 * @param started when the first of them began
 * @param environment facts on generator and machine, sorted
 * @param results in the order in which they were run
 */
public record BenchmarkReport(
    String name, Instant started, Map<String, String> environment, List<BenchmarkResult> results) {
  /** Copies the collections. */
  public BenchmarkReport {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    results = List.copyOf(results);
  }

  /** Returns the worst verdict of all results; FAIL if there are none. */
  public Verdict verdict() {
    return results.stream()
        .map(BenchmarkResult::verdict)
        .max(Comparator.comparingInt(BenchmarkResult::severity))
        .orElse(Verdict.FAIL);
  }
}
