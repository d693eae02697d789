package dev.loadstone.report.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats of benchmarks: what was started anew is a run. */
final class BenchmarkFormatsTest {
  @TempDir private Path folder;
  private ImportFixture files = new ImportFixture(Path.of("."));

  @BeforeEach
  void files() {
    files = new ImportFixture(folder);
  }

  @Test
  void hyperfine_isARunForEachTime() throws IOException {
    ImportedBenchmarks read =
        files.benchmarks(
            """
            {"results": [{"command": "sleep 0.1", "mean": 0.2, "stddev": 0.1, "median": 0.2, "user": 0.001, "system": 0.001,
              "min": 0.1, "max": 0.3, "times": [0.1, 0.2, 0.3], "exit_codes": [0, 0, 0], "parameters": {"n": "1"}}]}
            """);

    assertThat(read.benchmarks())
        .containsExactly(
            new ImportedBenchmarks.Benchmark(
                "sleep 0.1", Map.of("n", "1"), List.of(List.of(0.1), List.of(0.2), List.of(0.3))));
  }

  @Test
  void pytestBenchmark_isOneRun_ofRoundsOrOfTheirMean() throws IOException {
    ImportedBenchmarks read =
        files.benchmarks(
            """
            {"machine_info": {"python_version": "3.12.1", "machine": "x86_64"}, "commit_info": {},
             "benchmarks": [
               {"group": "sums", "name": "test_a", "fullname": "t.py::test_a", "stats": {"mean": 0.5, "data": [0.4, 0.6]}},
               {"group": null, "name": "test_b", "fullname": "t.py::test_b", "stats": {"mean": 0.25}}],
             "datetime": "2026-01-31T12:00:00", "version": "5.1.0"}
            """);

    assertThat(read.environment()).containsEntry("import.version", "5.1.0");
    assertThat(read.benchmarks())
        .containsExactly(
            new ImportedBenchmarks.Benchmark(
                "t.py::test_a", Map.of("group", "sums"), List.of(List.of(0.4, 0.6))),
            new ImportedBenchmarks.Benchmark("t.py::test_b", Map.of(), List.of(List.of(0.25))));
  }

  @Test
  void googleBenchmark_isOneRun_ofRepetitions() throws IOException {
    ImportedBenchmarks read =
        files.benchmarks(
            """
            {"context": {"date": "2026-01-31T12:00:00+00:00", "executable": "./b", "num_cpus": 2, "library_build_type": "release"},
             "benchmarks": [
               {"name": "BM_X/8", "run_name": "BM_X/8", "run_type": "iteration", "repetition_index": 0, "iterations": 10, "real_time": 2.0, "cpu_time": 1.9, "time_unit": "us"},
               {"name": "BM_X/8", "run_name": "BM_X/8", "run_type": "iteration", "repetition_index": 1, "iterations": 10, "real_time": 4.0, "cpu_time": 1.9, "time_unit": "us"},
               {"name": "BM_X/8_mean", "run_name": "BM_X/8", "run_type": "aggregate", "aggregate_name": "mean", "real_time": 3.0, "cpu_time": 1.9, "time_unit": "us"},
               {"name": "BM_Y_mean", "run_name": "BM_Y", "run_type": "aggregate", "aggregate_name": "mean", "real_time": 3.0, "cpu_time": 1.9, "time_unit": "s"}]}
            """);

    assertThat(read.benchmarks()).extracting(one -> one.name()).containsExactly("BM_X/8", "BM_Y");
    assertThat(read.benchmarks().getFirst().runs().getFirst()).hasSize(2);
    assertThat(read.benchmarks().getFirst().runs().getFirst().getLast())
        .isCloseTo(4e-6, within(1e-15));
    assertThat(read.benchmarks().getLast().runs()).containsExactly(List.of(3.0));
  }
}
