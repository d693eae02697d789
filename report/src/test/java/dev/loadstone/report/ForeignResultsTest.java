package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.imports.ImportedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of other tools are kept, reported and compared as Loadstone's own. */
final class ForeignResultsTest {
  @TempDir private Path folder;

  private Path wrk(String name, double millis) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        String.format(
            Locale.ROOT,
            """
            Running 10s test @ http://127.0.0.1:8080/
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.00ms    0.10ms  90.00ms   93.69%%
              Latency Distribution
                 50%%    %.2fms
                 99%%   %.2fms
              5000 requests in 10.00s, 1.76MB read
            Requests/sec:    500.00
            """,
            millis,
            3 * millis));
  }

  private Path jtl(String name, int factor) throws IOException {
    StringBuilder text = new StringBuilder("timeStamp,elapsed,label,responseCode,success\n");
    for (int i = 0; i < 4_000; i++) {
      int elapsed = factor * (10 + i * 7 % 11);
      text.append(1769860800000L + 5L * i)
          .append(',')
          .append(elapsed)
          .append(i % 2 == 0 ? ",home" : ",cart")
          .append(i % 100 == 0 ? ",503,false\n" : ",200,true\n");
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static RunResult read(Path directory) throws RunDirectoryException {
    RunAccumulator accumulator = new RunAccumulator();
    RunDirectoryReader.of(new RunDirectory(directory)).replay(accumulator);
    return accumulator.result();
  }

  @Test
  void directory_ofSamples_givesTheSameResultAgain() throws IOException {
    ImportedRun run = ForeignResults.run(jtl("a.jtl", 1));
    Path directory = folder.resolve("run");

    RunResult written = ForeignResults.write(run, new RunDirectory(directory));

    assertThat(directory.resolve("figures.json")).doesNotExist();
    assertThat(ResultJson.of(read(directory))).isEqualTo(ResultJson.of(written));
    assertThat(ResultJson.of(ForeignResults.result(run))).isEqualTo(ResultJson.of(written));
    assertThat(written.load().operations()).isEqualTo(4_000);
    assertThat(written.load().failedOperations()).isEqualTo(40);
    assertThat(written.timeline()).hasSizeBetween(19, 21);
    assertThat(written.timeline().getFirst().inFlight()).isPositive();
    assertThat(written.timeline().getLast().inFlight()).isZero();
  }

  @Test
  void directory_ofFigures_givesTheSameResultAgain() throws IOException {
    ImportedRun run = ForeignResults.run(wrk("a.txt", 2));
    Path directory = folder.resolve("run");

    RunResult written = ForeignResults.write(run, new RunDirectory(directory));

    assertThat(directory.resolve("figures.json")).exists();
    assertThat(ResultJson.of(read(directory))).isEqualTo(ResultJson.of(written));
    assertThat(read(directory).responseTime().summary().orElseThrow().percentile(Statistic.P99))
        .isCloseTo(0.006, within(1e-12));
    assertThat(Files.readString(directory.resolve("plan.yaml"))).contains("# sha256: ");
  }

  @Test
  void result_ofBoth_isAsTheSchemaSays() throws IOException {
    for (Path file : List.of(jtl("a.jtl", 1), wrk("a.txt", 2))) {
      String document = ResultJson.of(ForeignResults.result(ForeignResults.run(file)));

      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(ResultSchema.text())
                  .validate(Json.MAPPER.readTree(document)))
          .isEmpty();
      assertThat(document).contains("\"model\": \"unknown\"").doesNotContain("healthy");
    }
  }

  @Test
  void reports_ofBoth_canBeMade() throws IOException {
    Set<Format> formats = EnumSet.allOf(Format.class);
    for (Path file : List.of(jtl("a.jtl", 1), wrk("a.txt", 2))) {
      Path directory = folder.resolve("reports-of-" + file.getFileName());
      RunResult result =
          ForeignResults.write(ForeignResults.run(file), new RunDirectory(directory));

      List<Path> reports = Reports.write(result, directory, formats, Theme.NONE);

      assertThat(reports).isNotEmpty().allSatisfy(report -> assertThat(report).isNotEmptyFile());
      assertThat(SummaryText.of(result, 100, false))
          .contains("Imported   Results of ")
          .doesNotContain("Generator");
    }
  }

  @Test
  void figures_areCompared() throws IOException {
    List<ComparedRun> runs = ForeignResults.compared(wrk("a.txt", 2), List.of());

    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().isUsable()).isTrue();
    assertThat(runs.getFirst().planHash()).isEmpty();
    assertThat(runs.getFirst().readings().keySet())
        .extracting(subject -> subject.name())
        .containsExactly("response_time.p50", "response_time.p99", "error_ratio", "achieved_rate");
    assertThat(runs.getFirst().readings().values())
        .allSatisfy(reading -> assertThat(reading.replicates()).isEmpty());
  }

  @Test
  void samples_areComparedWithTheirSeconds() throws IOException {
    List<ComparedRun> runs = ComparisonInput.read(List.of(jtl("a.jtl", 1)), List.of());

    assertThat(runs.getFirst().readings().keySet())
        .extracting(subject -> subject.name())
        .contains("response_time.p99", "response_time{step=home}.p50", "error_ratio");
    assertThat(runs.getFirst().readings().values())
        .anySatisfy(reading -> assertThat(reading.replicates()).hasSize(500));
  }

  @Test
  void benchmarks_areComparedAndAreNoRun() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("h.json"),
            "{\"results\": [{\"command\": \"ls\", \"mean\": 2, \"times\": [1.0, 2.0, 3.0]}]}");

    List<ComparedRun> runs = ComparisonInput.read(List.of(file), List.of());

    assertThat(runs).extracting(ComparedRun::plan).containsOnly("hyperfine").hasSize(3);
    assertThat(runs)
        .extracting(run -> run.readings().values().iterator().next().value())
        .containsExactly(1.0, 2.0, 3.0);
    assertThatThrownBy(() -> ForeignResults.run(file))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(
            file
                + " holds benchmarks of hyperfine, which are no run. \"loadstone compare\" takes"
                + " the file as it is.");
  }

  @Test
  void file_thatIsNone_isRefused() {
    assertThatThrownBy(() -> ForeignResults.run(folder.resolve("none.jtl")))
        .hasMessageEndingWith("none.jtl does not exist. Give a file that another tool wrote.");
    assertThatThrownBy(() -> ForeignResults.run(folder))
        .hasMessageEndingWith(" is no file. Give a file that another tool wrote.");
  }
}
