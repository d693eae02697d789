package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Overlay.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OverlayTest {
  @TempDir private Path folder;

  /** The same plan twice, the second time one and a half times as slow. */
  static Overlay slower() {
    return new Overlay(
        List.of(
            new Run("A", "runs/before", times(10_000_000)),
            new Run("B", "runs/after", times(15_000_000))));
  }

  private static RunResult times(long nanos) {
    long[] all = new long[1_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = nanos + i * nanos / 2_000;
    }
    return SampleRuns.times(all, 20).result();
  }

  private Path written(String name, SyntheticRun run) throws IOException {
    Path directory = folder.resolve(name);
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(new RunDirectory(directory))) {
      run.replay(writer);
      writer.result(run.result());
    }
    return directory;
  }

  private static OverlayRow row(Overlay overlay, String step, String name) {
    return OverlayRow.of(overlay).stream()
        .filter(row -> row.step().equals(step) && row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rows_haveEachRunsFigureAndTheDifferenceToTheFirst() {
    Overlay overlay = slower();
    OverlayRow p95 = row(overlay, "quote", "p95");

    for (int i = 0; i < 2; i++) {
      RunResult result = overlay.runs().get(i).result();
      double own =
          Narrative.total(result, Measure.RESPONSE_TIME).orElseThrow().percentile(Statistic.P95);
      assertThat(p95.values().get(i)).isEqualTo(own);
      assertThat(p95.shown(i)).isEqualTo(Figures.seconds(own));
    }
    assertThat(p95.difference(1)).isCloseTo(0.5, within(0.002));
    assertThat(p95.shownDifference(1)).matches("\\+(50\\.\\d|49\\.9) %");
  }

  @Test
  void difference_ofWhatIsEqualOrUnknown_isNoNumber() {
    OverlayRow.Unit unit = OverlayRow.Unit.RATIO;

    assertThat(new OverlayRow("", "x", unit, List.of(0.0, 0.0)).shownDifference(1))
        .isEqualTo("±0 %");
    assertThat(new OverlayRow("", "x", unit, List.of(0.0, 0.1)).shownDifference(1)).isEqualTo("–");
    assertThat(new OverlayRow("", "x", unit, List.of(0.2, Double.NaN)).shownDifference(1))
        .isEqualTo("–");
    assertThat(new OverlayRow("", "x", unit, List.of(0.2, 0.1)).shownDifference(1))
        .isEqualTo("−50.0 %");
  }

  @Test
  void reports_ofTheSameRuns_showTheSameFigures() {
    Overlay overlay = slower();
    String page = new String(OverlayPage.of(overlay, Theme.NONE), StandardCharsets.UTF_8);
    String markdown = OverlayMarkdown.of(overlay);
    String csv = OverlayCsv.of(overlay);

    for (OverlayRow row : OverlayRow.of(overlay)) {
      if (row.isKnown()) {
        assertThat(markdown)
            .contains(
                "| %s | %s | %s | %s |\n"
                    .formatted(row.name(), row.shown(0), row.shown(1), row.shownDifference(1)));
        assertThat(page)
            .contains(
                "data-measure=\"%s\" data-step=\"%s\" data-statistic=\"B\" data-value=\"%s\""
                    .formatted(row.name(), row.step(), Html.exact(row.values().get(1))))
            .contains(">" + row.shownDifference(1) + "</td>");
      }
      assertThat(csv)
          .contains(
              "\r\n%s,%s,%s,%s,%s,"
                  .formatted(
                      row.step(),
                      row.name(),
                      row.unit().label(),
                      CsvReport.number(row.values().get(0)),
                      CsvReport.number(row.values().get(1))));
    }
    assertThat(page).contains(OverlayFacts.CAUTION, "runs/before", "runs/after");
  }

  @Test
  void markdown_ofTwoRuns_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches("overlay.md", OverlayMarkdown.of(slower()));
  }

  @Test
  void data_hasEachRunFromItsOwnStart() {
    assertThat(OverlayData.of(slower()))
        .containsOnlyOnce("\"letter\":\"A\",\"times\":[0.5,1.5,2.5,")
        .containsOnlyOnce("\"letter\":\"B\",\"times\":[0.5,1.5,2.5,")
        .doesNotContain("<");
  }

  @Test
  void page_withHostileNames_keepsThemText() {
    RunResult hostile = SampleRuns.hostile().result();
    Overlay overlay =
        new Overlay(
            List.of(new Run("A", SampleRuns.HOSTILE, hostile), new Run("B", "</td>", hostile)));

    String page =
        HtmlReportTest.withoutLibrary(
            new String(OverlayPage.of(overlay, Theme.NONE), StandardCharsets.UTF_8));

    assertThat(page.contains(SampleRuns.HOSTILE)).isFalse();
    assertThat(page.contains("<img")).isFalse();
    assertThat(OverlayMarkdown.of(overlay)).doesNotContain("<script", "<img");
  }

  @Test
  void environment_thatIsNotTheSame_isNamed() throws IOException {
    Path one = written("one", SampleRuns.freeze());
    Path two = written("two", SampleRuns.freeze());
    assertThat(OverlayFacts.differences(Overlay.read(List.of(one, two)))).isEmpty();

    Files.writeString(
        two.resolve("run.json"),
        Files.readString(two.resolve("run.json"))
            .replace("\"java\": \"25.0.1\"", "\"java\": \"25.0.2\""));
    Files.writeString(
        two.resolve("plan.yaml"),
        Files.readString(two.resolve("plan.yaml")).replace("rate: 1000/s", "rate: 2000/s"));
    Overlay overlay = Overlay.read(List.of(one, two));

    assertThat(OverlayFacts.differences(overlay))
        .containsExactly(Map.entry("java", List.of("25.0.1", "25.0.2")));
    assertThat(OverlayFacts.planDifferences(overlay, overlay.runs().get(1)))
        .containsExactly("-     - {rate: 1000/s, for: 20s}", "+     - {rate: 2000/s, for: 20s}");
  }

  @Test
  void read_ofTheSameDirectoryTwice_saysSo() throws IOException {
    Path one = written("one", SampleRuns.nothing());
    Path again = folder.resolve("x/../one");
    Files.createDirectories(folder.resolve("x"));

    assertThatThrownBy(() -> Overlay.read(List.of(one, again)))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(again + " is given twice. Give each run once.");
  }

  @Test
  void read_ofAMissingRun_saysSo() throws IOException {
    Path one = written("one", SampleRuns.nothing());
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> Overlay.read(List.of(one, missing)))
        .hasMessage(
            missing
                + " holds no run: run.json is missing. Give the directory that the run wrote with --out.");
  }

  @Test
  void read_ofDifferentPlans_saysSo() throws IOException {
    Path one = written("one", SampleRuns.nothing());
    Path two = written("two", SampleRuns.freeze());

    assertThatThrownBy(() -> Overlay.read(List.of(one, two)))
        .hasMessage(
            "One report shows runs of one plan, got: nobody-home ("
                + one
                + ") and freeze-truth ("
                + two
                + "). Make a report of each.");
  }

  @Test
  void read_ofTooManyRuns_saysSo() {
    List<Path> nine = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      nine.add(folder.resolve("run-" + i));
    }

    assertThatThrownBy(() -> Overlay.read(nine))
        .hasMessage("One report shows at most 8 runs, got: 9.");
  }

  @Test
  void write_ofAllFormats_writesTheirFiles() throws IOException {
    assertThat(
            Reports.write(
                slower(), folder.resolve("out"), EnumSet.copyOf(Overlay.FORMATS), Theme.NONE))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("runs.csv", "runs.html", "runs.md");
  }
}
