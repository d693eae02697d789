package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.report.imports.ImportedBenchmarks.Benchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads hyperfine's results. Each time is that of a process of its own: a run.
 *
 * <p><b>Source:</b> sharkdp/hyperfine, {@code src/benchmark/benchmark_result.rs}.
 */
record Hyperfine() implements ForeignFormat {
  @Override
  public Tool tool() {
    return Tool.HYPERFINE;
  }

  @Override
  public String label() {
    return "JSON, --export-json FILE";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.isObjectWith("results", "command", "mean");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SourceFile file = sources.file();
    List<Benchmark> benchmarks = new ArrayList<>();
    for (JsonNode result : file.document().path("results")) {
      Map<String, String> labels = new TreeMap<>();
      result
          .path("parameters")
          .properties()
          .forEach(parameter -> labels.put(parameter.getKey(), parameter.getValue().asText()));
      List<List<Double>> runs = new ArrayList<>();
      for (double time : BenchmarkNumbers.list(file, result, "times")) {
        runs.add(List.of(time));
      }
      if (runs.isEmpty()) {
        runs.add(List.of(BenchmarkNumbers.required(file, result, "mean")));
      }
      benchmarks.add(new Benchmark(result.path("command").asText(), labels, runs));
    }
    return BenchmarkNumbers.benchmarks(this, sources, Map.of(), benchmarks);
  }
}
