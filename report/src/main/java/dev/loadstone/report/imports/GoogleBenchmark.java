package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.report.imports.ImportedBenchmarks.Benchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads Google Benchmark's results. A file is of one process: a run; its samples are the
 * repetitions, each the mean time of its iterations by the clock on the wall. Aggregates are left
 * out, unless there is nothing else: then the mean is the only sample.
 *
 * <p><b>Source:</b> google/benchmark, {@code src/json_reporter.cc}.
 */
record GoogleBenchmark() implements ForeignFormat {
  private static final Map<String, Double> UNITS =
      Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0);

  @Override
  public Tool tool() {
    return Tool.GOOGLE_BENCHMARK;
  }

  @Override
  public String label() {
    return "JSON, --benchmark_out=FILE";
  }

  @Override
  public boolean recognises(Beginning beginning) {
    return beginning.isObjectWith("context", "benchmarks", "num_cpus")
        || beginning.isObjectWith("context", "benchmarks", "real_time");
  }

  @Override
  public Imported read(Sources sources) throws IOException {
    SourceFile file = sources.file();
    JsonNode root = file.document();
    Map<String, List<Double>> samples = new LinkedHashMap<>();
    Map<String, Double> means = new LinkedHashMap<>();
    for (JsonNode one : root.path("benchmarks")) {
      String name = one.path("run_name").asText(one.path("name").asText());
      if (one.path("error_occurred").asBoolean()) {
        continue;
      }
      if (one.path("run_type").asText("iteration").equals("iteration")) {
        samples.computeIfAbsent(name, any -> new ArrayList<>()).add(seconds(file, one));
      } else if (one.path("aggregate_name").asText().equals("mean")) {
        means.put(name, seconds(file, one));
      }
    }
    means.forEach((name, mean) -> samples.putIfAbsent(name, List.of(mean)));
    List<Benchmark> benchmarks = new ArrayList<>();
    samples.forEach((name, times) -> benchmarks.add(new Benchmark(name, Map.of(), List.of(times))));
    return BenchmarkNumbers.benchmarks(this, sources, facts(root.path("context")), benchmarks);
  }

  private static Map<String, String> facts(JsonNode context) {
    Map<String, String> facts = new TreeMap<>();
    if (context.has("num_cpus")) {
      facts.put("machine.processors", context.path("num_cpus").asText());
    }
    if (context.path("library_build_type").isTextual()) {
      facts.put("benchmark.library_build_type", context.path("library_build_type").asText());
    }
    if (context.path("library_version").isTextual()) {
      facts.put("import.version", context.path("library_version").asText());
    }
    return facts;
  }

  private static double seconds(SourceFile file, JsonNode one) {
    String unit = one.path("time_unit").asText("ns");
    Double scale = UNITS.get(unit);
    if (scale == null) {
      throw file.wrong(
          1,
          "time_unit of " + one.path("name").asText() + " must be ns, us, ms or s, got: " + unit,
          "Give the file as the tool wrote it.");
    }
    return BenchmarkNumbers.required(file, one, "real_time") * scale;
  }
}
