package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.report.imports.ImportedBenchmarks.Benchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What files of benchmarks have in common. */
final class BenchmarkNumbers {
  private BenchmarkNumbers() {}

  /**
   * Returns a field that must be a number.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if it is none
   */
  static double required(SourceFile file, JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isNumber()) {
      throw file.wrong(
          1,
          field
              + " must be a number, got: "
              + (value.isMissingNode() ? "nothing" : SourceFile.brief(value.toString())),
          "Give the file as the tool wrote it.");
    }
    return value.doubleValue();
  }

  /**
   * Returns the numbers of a list; none if there is no list.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if one is none
   */
  static List<Double> list(SourceFile file, JsonNode json, String field) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode value : json.path(field)) {
      if (!value.isNumber()) {
        throw file.wrong(
            1,
            field + " must be a list of numbers, got: " + SourceFile.brief(value.toString()),
            "Give the file as the tool wrote it.");
      }
      numbers.add(value.doubleValue());
    }
    return numbers;
  }

  /**
   * Returns the benchmarks of a file.
   *
   * @param facts on tool and machine
   * @throws dev.loadstone.core.problem.InvalidInputException if there are none
   */
  static ImportedBenchmarks benchmarks(
      ForeignFormat format,
      Sources sources,
      Map<String, String> facts,
      List<Benchmark> benchmarks) {
    if (benchmarks.isEmpty()) {
      throw sources
          .file()
          .wrong(1, "must hold at least one benchmark, got none", "Did the tool run any?");
    }
    Map<String, String> environment = new TreeMap<>(facts);
    environment.put(RunStart.IMPORTED_FROM, format.tool().label());
    return new ImportedBenchmarks(
        format.tool(),
        format.label(),
        sources.plan().orElse(format.tool().label()),
        environment,
        benchmarks);
  }
}
