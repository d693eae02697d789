package dev.loadstone.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads reports that the generators have really written. */
final class ReportsTest {
  private static final double NONE = Double.NaN;

  @TempDir private Path directory;
  private Toolbox box;

  @BeforeEach
  void readList() throws IOException {
    Files.writeString(directory.resolve("installed.tsv"), "");
    box = Toolbox.of(directory);
  }

  private static String report(String name) throws IOException {
    try (InputStream in = ReportsTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean nearly(double one, double other) {
    return Double.compare(one, other) == 0 || Math.abs(one - other) < 1e-9;
  }

  private Figures figures(Tool tool, String name) throws IOException {
    return tool.figures(report(name), directory);
  }

  @Test
  void figures_ofWrk_areThoseOfItsReport() throws IOException {
    assertThat(figures(new Wrk(box), "wrk.txt"))
        .isEqualTo(new Figures(139_459, 0.077, 0.116, 3.68, NONE, 13.72));
  }

  @Test
  void figures_ofHey_areMillisecondsOfItsSeconds() throws IOException {
    assertThat(figures(new Hey(box), "hey.txt"))
        .usingRecursiveComparison()
        .withEqualsForType(ReportsTest::nearly, Double.class)
        .isEqualTo(new Figures(390, 0.5, 2.8, 5.8, NONE, 6.1));
  }

  @Test
  void figures_ofAb_areItsWholeMilliseconds() throws IOException {
    assertThat(figures(new Ab(box), "ab.txt")).isEqualTo(new Figures(148_651, 0, 0, 0, NONE, 34));
  }

  @Test
  void figures_ofH2load_haveNoPercentiles() throws IOException {
    assertThat(figures(new H2load(box), "h2load.txt"))
        .isEqualTo(new Figures(117_078, NONE, NONE, NONE, NONE, 12.6));
  }

  @Test
  void figures_ofAutocannon_areThoseOfItsJson() throws IOException {
    assertThat(figures(new Autocannon(box), "autocannon.json"))
        .isEqualTo(new Figures(50_964, 0, 0, 3, 6, 43));
  }

  @Test
  void figures_ofGatling_areThoseOfAllRequests() throws IOException {
    assertThat(figures(new Gatling(box), "gatling.txt"))
        .isEqualTo(new Figures(1_000, 1, 108, 174, 233, 233));
  }

  @Test
  void figures_ofHyperfoil_areWhatItsProgramPrints() throws IOException {
    assertThat(figures(new Hyperfoil(box), "hyperfoil.txt"))
        .isEqualTo(new Figures(5_014, 0.080959, 0.569855, 16.261119, 28.065791, 36.470783));
  }

  @Test
  void figures_ofJmeterWithoutSamples_areThoseOfItsSummary() throws IOException {
    assertThat(figures(new Jmeter(box), "jmeter.txt"))
        .isEqualTo(new Figures(389, NONE, NONE, NONE, NONE, 62));
  }

  @Test
  void figures_ofJmeterWithSamples_areComputedFromThem() {
    List<String> lines = new java.util.ArrayList<>();
    lines.add("timeStamp,elapsed,label,responseCode,responseMessage");
    for (int millis = 1_000; millis > 0; millis--) {
      lines.add("1795245276344," + millis + ",request,200,OK");
    }
    assertThat(Jmeter.ofSamples(lines)).isEqualTo(new Figures(1_000, 500, 900, 990, 999, 1_000));
  }

  @Test
  void figures_ofLoadstone_areMillisecondsOverAllSteps() throws IOException {
    Files.createDirectories(directory.resolve("run"));
    Files.writeString(directory.resolve("run/result.json"), report("loadstone.json"));
    Loadstone loadstone = new Loadstone(Path.of("loadstone"), Loadstone.Kind.PLAIN);

    assertThat(loadstone.figures("", directory))
        .isEqualTo(new Figures(7, 1.5, NONE, NONE, NONE, 9));
    assertThat(Loadstone.figures(directory, "start_delay").max()).isEqualTo(0.25);
    assertThat(Loadstone.offered(directory)).isEqualTo(8);
    assertThat(Loadstone.verdict(directory)).isEqualTo("inconclusive");
  }

  @Test
  void figures_nothingWritten_saysWhatIsMissing() {
    assertThatThrownBy(() -> new Wrk(box).figures("unable to connect", directory))
        .isInstanceOf(UnreadableReportException.class)
        .hasMessage("the report of wrk has no ^ +(\\d+) requests in");
    assertThatThrownBy(() -> new Autocannon(box).figures("{}", directory))
        .isInstanceOf(UnreadableReportException.class)
        .hasMessage("the report of autocannon has no latency.p50");
  }

  @Test
  void millis_everyUnit_isMilliseconds() {
    ReportText text = new ReportText("wrk", "a 250.00us b 1.50s c 2.00m d 7h");
    assertThat(text.millis("a (\\S+)")).isEqualTo(0.25);
    assertThat(text.millis("b (\\S+)")).isEqualTo(1_500);
    assertThat(text.millis("c (\\S+)")).isEqualTo(120_000);
    assertThatThrownBy(() -> text.millis("d (\\S+)"))
        .isInstanceOf(UnreadableReportException.class)
        .hasMessage("the report of wrk has no time but 7h");
  }
}
