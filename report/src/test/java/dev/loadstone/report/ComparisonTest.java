package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparer;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Judgement;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {
  @TempDir private Path folder;

  /** Writes runs of 1,000 operations in 20 seconds, times about 10 ms. */
  private Path side(String name, int runs, double factor) throws IOException {
    for (int i = 0; i < runs; i++) {
      SplittableRandom random = new SplittableRandom(100L * name.hashCode() + i);
      double level = factor * (1 + 0.01 * random.nextGaussian());
      long[] nanos = new long[1_000];
      for (int j = 0; j < nanos.length; j++) {
        nanos[j] = Math.round(level * 10e6 * (1 + random.nextDouble()));
      }
      written(name + "/" + i, SampleRuns.times(nanos, 20));
    }
    return folder.resolve(name);
  }

  private Path written(String name, SyntheticRun run) throws IOException {
    Path directory = folder.resolve(name);
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(new RunDirectory(directory))) {
      run.replay(writer);
      writer.result(run.result());
    }
    return directory;
  }

  private static Comparison compare(Path before, Path after, String... figures)
      throws RunDirectoryException {
    List<SubjectPattern> patterns = List.of(figures).stream().map(SubjectPattern::parse).toList();
    return Comparer.compare(
        ComparisonInput.read(List.of(before), patterns),
        ComparisonInput.read(List.of(after), patterns),
        ComparisonSettings.DEFAULT);
  }

  private static Change change(Comparison comparison, String name) {
    return comparison.changes().stream()
        .filter(change -> change.subject().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void folders_ofRuns_areComparedByTheirFigures() throws IOException {
    Comparison comparison = compare(side("before", 5, 1), side("after", 5, 1.5));

    assertThat(comparison.baseline()).hasSize(5);
    assertThat(comparison.changes())
        .extracting(change -> change.subject().name())
        .containsExactly(
            "response_time.p50", "response_time.p95", "response_time.p99", "error_ratio");
    Change p95 = change(comparison, "response_time.p95");
    assertThat(p95.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(p95.size()).isCloseTo(0.5, within(0.05));
    assertThat(comparison.baseline().getFirst().readings().values())
        .allSatisfy(reading -> assertThat(reading.replicates()).hasSize(500));
  }

  @Test
  void replicates_ofARun_areAboutItsFigure() throws IOException {
    ComparedRun run = ComparisonInput.read(List.of(side("one", 1, 1)), List.of()).getFirst();

    run.readings()
        .forEach((subject, reading) ->
            assertThat(
                    reading.replicates().stream()
                        .mapToDouble(value -> value)
                        .average()
                        .orElseThrow())
                .as(subject.name())
                .isCloseTo(reading.value(), within(0.03 * reading.value() + 1e-9)));
  }

  @Test
  void figures_askedFor_areComparedOnly() throws IOException {
    Comparison comparison =
        compare(side("a", 4, 1), side("b", 4, 1), "service_time.mean", "response_time{step=quote}");

    assertThat(comparison.changes())
        .extracting(change -> change.subject().name())
        .contains("service_time.mean", "response_time{step=quote}.p90")
        .doesNotContain("response_time.p90", "error_ratio");
  }

  @Test
  void runs_thatWereCut_areLeftOut() throws IOException {
    Path before = side("whole", 4, 1);
    Path after = side("cut", 4, 1);
    Files.delete(after.resolve("2/end.json"));

    Comparison comparison = compare(before, after);

    assertThat(comparison.notes())
        .anyMatch(note -> note.startsWith(after.resolve("2") + " is left out: the run is invalid"));
    assertThat(ComparisonFormat.TEXT.text(comparison)).contains("3 of 4 runs usable");
  }

  @Test
  void jmh_forks_areRuns() throws IOException {
    Path before = jmh("before.json", "[10, 10.1], [10.2, 10.3], [9.9, 10], [10.1, 10]");
    Path after = jmh("after.json", "[20, 20.1], [20.2, 20.3], [19.9, 20], [20.1, 20]");

    Comparison comparison = compare(before, after);

    assertThat(comparison.judgement()).isEqualTo(Judgement.REGRESSION);
    Change change = comparison.changes().getFirst();
    assertThat(change.subject().name()).isEqualTo("com.acme.Quote.price{mode=avgt,size=10}");
    assertThat(change.baseline()).hasSize(4);
    assertThat(compare(before, after, "com.acme.*").changes()).hasSize(1);
  }

  private Path jmh(String name, String forks) throws IOException {
    String document =
        """
        [{"jmhVersion": "1.37", "benchmark": "com.acme.Quote.price", "mode": "avgt", "threads": 1,
          "params": {"size": "10"}, "primaryMetric": {"scoreUnit": "ns/op", "rawData": [%s]}}]
        """
            .formatted(forks);
    return Files.writeString(folder.resolve(name), document);
  }

  @Test
  void reports_ofTheSameComparison_haveTheSameFigures() throws IOException {
    Comparison comparison = compare(side("before", 4, 1), side("after", 4, 1.5));
    Change p95 = change(comparison, "response_time.p95");
    String size = ComparisonFigures.size(p95);

    assertThat(size).matches("\\+\\d\\d\\.\\d %");
    assertThat(ComparisonFormat.TEXT.text(comparison))
        .startsWith("regression: of 4 figures 3 regressions, 1 no change\n")
        .contains(size, "response_time.p95", "Tested by all ways to split the runs");
    assertThat(ComparisonFormat.MD.text(comparison))
        .contains("| regression | response_time.p95 | ", " | " + size + " | ");
    assertThat(ComparisonFormat.CSV.text(comparison))
        .contains("\r\nresponse_time.p95,s,regression,false,true,true,4,4,")
        .contains("," + CsvReport.number(p95.size()) + ",");
    JsonNode json = Json.MAPPER.readTree(ComparisonFormat.JSON.text(comparison));
    assertThat(json.path("schema").textValue()).isEqualTo("loadstone/comparison/1");
    assertThat(json.path("judgement").textValue()).isEqualTo("regression");
    JsonNode figure = json.path("figures").get(1);
    assertThat(figure.path("figure").textValue()).isEqualTo("response_time.p95");
    assertThat(figure.path("change").doubleValue()).isEqualTo(p95.size());
    assertThat(figure.path("baseline_runs")).hasSize(4);
    assertThat(figure.path("p_adjusted").doubleValue()).isLessThan(0.05);
  }

  @Test
  void text_ofOneRunEach_saysWhatIsNotKnown() throws IOException {
    Comparison comparison = compare(side("one", 1, 1), side("other", 1, 2));

    assertThat(ComparisonFormat.TEXT.text(comparison))
        .startsWith("inconclusive: ")
        .contains("suspected regression", "more runs of each side should settle it")
        .contains("With one run on each side it is not known how much runs of the same code differ")
        .doesNotContain("Tested by");
    assertThat(ComparisonFormat.JSON.text(comparison))
        .contains("\"suspected\": true")
        .doesNotContain("NaN");
  }

  @Test
  void input_thatIsNone_isRefusedWithAFix() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Path text = Files.writeString(folder.resolve("plan.yaml"), "name: x\n");
    Path one = side("one", 1, 1);

    assertThatThrownBy(() -> read(folder.resolve("none")))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageEndingWith(
            "none does not exist. Give a run directory, a folder of them, or a result of another"
                + " tool.");
    assertThatThrownBy(() -> read(empty)).hasMessageContaining("empty holds no run: there is no");
    assertThatThrownBy(() -> read(binary)).hasMessageContaining("binary is no text.");
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining(
            "plan.yaml:1:1: must be a result of a tool that is known, got: name: x");
    assertThatThrownBy(() -> read(Files.writeString(folder.resolve("list.json"), "[1]")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a result of JMH");
    assertThatThrownBy(() -> read(one, one.resolve("0")))
        .hasMessageContaining("is given twice on one side");
  }

  private static List<ComparedRun> read(Path... places) throws RunDirectoryException {
    return ComparisonInput.read(List.of(places), List.of());
  }
}
