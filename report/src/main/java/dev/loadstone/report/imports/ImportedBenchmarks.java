package dev.loadstone.report.imports;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Benchmarks that another tool made.
 *
 * @param tool that made them
 * @param format of the file
 * @param plan what to call them as a whole
 * @param environment facts on tool and machine
 * @param benchmarks at least one
 */
public record ImportedBenchmarks(
    Tool tool,
    String format,
    String plan,
    Map<String, String> environment,
    List<Benchmark> benchmarks)
    implements Imported {
  /** Copies the collections. */
  public ImportedBenchmarks {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    benchmarks = List.copyOf(benchmarks);
  }

  /**
   * A benchmark.
   *
   * @param name as the tool has it
   * @param labels what else tells it apart
   * @param runs mean seconds of an operation, of each sample of each run; a run is what was started
   *     anew, as far as the tool does that. A tool that tells a run's mean only gives one sample
   */
  public record Benchmark(String name, Map<String, String> labels, List<List<Double>> runs) {
    /** Copies the collections. */
    public Benchmark {
      labels = Collections.unmodifiableMap(new TreeMap<>(labels));
      runs = runs.stream().map(List::copyOf).toList();
    }
  }
}
