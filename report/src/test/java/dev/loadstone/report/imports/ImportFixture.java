package dev.loadstone.report.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files of other tools, and what is read from them.
 *
 * @param folder where they are written
 */
record ImportFixture(Path folder) {
  Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  static List<Imported> read(Path... files) throws IOException {
    return Imports.read(List.of(files), Optional.empty(), Optional.empty());
  }

  static ImportedRun imported(Path... files) throws IOException {
    return (ImportedRun) read(files).getFirst();
  }

  static RunResult result(ImportedRun run) {
    RunAccumulator accumulator = new RunAccumulator();
    run.replay(accumulator);
    return accumulator.result();
  }

  RunResult run(String content) throws IOException {
    return result(imported(file("file", content)));
  }

  ImportedBenchmarks benchmarks(String content) throws IOException {
    return (ImportedBenchmarks) read(file("file", content)).getFirst();
  }

  /** Returns a statistic of the response times of the whole, in milliseconds. */
  static double millis(RunResult result, Statistic statistic) {
    return millis(result, Measure.RESPONSE_TIME, Tags.NONE, statistic);
  }

  static double millis(RunResult result, Measure measure, Tags tags, Statistic statistic) {
    MeasureSummary summary = result.times(measure, tags).summary().orElseThrow();
    double seconds =
        switch (statistic) {
          case MIN -> summary.min();
          case MAX -> summary.max();
          case MEAN -> summary.mean();
          case STDDEV -> summary.stddev();
          default -> summary.percentile(statistic);
        };
    return seconds * 1e3;
  }

  /** Of bare figures nothing else is made. */
  static void assertNothingInvented(RunResult result) {
    assertThat(result.timeline()).isEmpty();
    assertThat(result.distributions()).isEmpty();
    assertThat(result.latencies().columns()).isEmpty();
    assertThat(result.offeredRate()).isEmpty();
    assertThat(result.responseTime().summary().orElseThrow().intervals()).isEmpty();
  }
}
