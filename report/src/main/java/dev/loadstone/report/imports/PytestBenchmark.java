package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.report.imports.ImportedBenchmarks.Benchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads pytest-benchmark's results. A file is of one process: a run; its samples are the rounds if
 * they were saved, else their mean.
 *
 * <p><b>Source:</b> ionelmc/pytest-benchmark, {@code src/pytest_benchmark/stats.py}, {@code
 * Metadata.as_dict}.
 */
record PytestBenchmark() implements ForeignFormat {
  private static final List<String> FACTS =
      List.of("python_version", "python_implementation", "machine", "system", "release");

  @Override
  public Tool tool() {
    return Tool.PYTEST_BENCHMARK;
  }

  @Override
  public String label() {
    return "JSON, --benchmark-json=FILE (with --benchmark-save-data all rounds)";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.isObjectWith("machine_info")
        && (beginning.isObjectWith("benchmarks") || beginning.isObjectWith("commit_info"));
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SourceFile file = sources.file();
    JsonNode root = file.document();
    List<Benchmark> benchmarks = new ArrayList<>();
    for (JsonNode one : root.path("benchmarks")) {
      JsonNode stats = one.path("stats");
      List<Double> rounds = BenchmarkNumbers.list(file, stats, "data");
      benchmarks.add(
          new Benchmark(
              one.path("fullname").asText(one.path("name").asText()),
              one.path("group").isTextual()
                  ? Map.of("group", one.path("group").asText())
                  : Map.of(),
              List.of(
                  rounds.isEmpty()
                      ? List.of(BenchmarkNumbers.required(file, stats, "mean"))
                      : rounds)));
    }
    Map<String, String> facts = new TreeMap<>();
    for (String fact : FACTS) {
      if (root.path("machine_info").path(fact).isTextual()) {
        facts.put("machine." + fact, root.path("machine_info").path(fact).asText());
      }
    }
    if (root.path("version").isTextual()) {
      facts.put("import.version", root.path("version").asText());
    }
    return BenchmarkNumbers.benchmarks(this, sources, facts, benchmarks);
  }
}
