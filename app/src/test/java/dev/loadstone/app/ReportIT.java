package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of runs that are over. */
final class ReportIT {
  private static final String PLAN =
      """
      name: short
      target: http://127.0.0.1:1
      load: {phases: [{rate: 50/s, for: 1s}]}
      steps: [{http: GET /api/v1/agents, name: agents}]
      thresholds: [error_ratio < 1%]
      """;

  @TempDir private static Path runs;
  @TempDir private Path folder;

  @BeforeAll
  static void runTwice() throws IOException {
    Path plan = Files.writeString(runs.resolve("plan.yaml"), PLAN);
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      for (String name : new String[] {"one", "two"}) {
        Cli.run(
            "run",
            plan.toString(),
            "--target=http://127.0.0.1:" + testbed.port(),
            "--set=load.phases[0].rate=" + (name.equals("one") ? "50/s" : "100/s"),
            "--out=" + runs.resolve(name),
            "--quiet");
      }
    }
  }

  private static String run(String name) {
    return runs.resolve(name).toString();
  }

  @Test
  void report_ofTwoRuns_writesThemSideBySide() throws IOException {
    Path out = folder.resolve("both");

    Cli.Answer answer = Cli.run("report", run("one"), run("two"), "--out", out.toString());

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out())
        .isEqualTo(
            "Written: %s\nWritten: %s\nWritten: %s\n"
                .formatted(
                    out.resolve("runs.csv"), out.resolve("runs.html"), out.resolve("runs.md")));
    JsonNode second =
        new ObjectMapper().readTree(runs.resolve("two").resolve("result.json").toFile());
    String csv = Files.readString(out.resolve("runs.csv"));
    assertThat(csv)
        .startsWith("step,figure,unit,A,B,B_difference\r\n,directory,text," + run("one") + ",")
        .contains("\r\n,offered,1/s,50,100,1\r\n");
    String completed =
        csv.lines().filter(line -> line.startsWith(",completed,")).findFirst().orElse("");
    assertThat(Double.parseDouble(completed.split(",", -1)[4]))
        .isEqualTo(second.path("load").path("achieved_rate").asDouble());
    assertThat(Files.readString(out.resolve("runs.md")))
        .contains("| load | open: 50/s for 1.00 s | open: 100/s for 1.00 s |");
  }

  @Test
  void report_ofTwoRunsInOneFormat_writesExactlyThatFile() throws IOException {
    Path out = folder.resolve("figures.csv");

    Cli.Answer answer = Cli.run("report", run("one"), run("two"), "--format=csv", "--out=" + out);

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(out);
    }
  }

  @Test
  void report_ofSeveralRunsInAFormatOfOne_isRefused() {
    Cli.Answer answer = Cli.run("report", run("one"), run("two"), "--format", "html,junit");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(
            "loadstone: --format of several runs must be one of csv, html, md, got: junit\n");
  }

  @Test
  void report_ofOneRunTwice_isRefused() {
    Cli.Answer answer = Cli.run("report", run("one"), run("one"));

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo("loadstone: " + run("one") + " is given twice. Give each run once.\n");
  }

  @Test
  void report_asABadge_hasTheVerdict() throws IOException {
    Path out = folder.resolve("badge.svg");

    Cli.Answer answer = Cli.run("report", run("one"), "--format=badge", "--out=" + out);

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(Files.readString(out)).startsWith("<svg ").contains(">short</text>");
  }

  @Test
  void report_withATheme_hasIt() throws IOException {
    Path theme = Path.of("..", "docs", "theme.css");
    Path out = folder.resolve("report.html");

    Cli.Answer answer =
        Cli.run("report", run("one"), "--format=html", "--theme=" + theme, "--out=" + out);

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(Files.readString(out)).contains(Files.readString(theme) + "</style>");
  }

  @Test
  void report_withAThemeThatReachesOut_isRefused() throws IOException {
    Path theme = Files.writeString(folder.resolve("theme.css"), "@import url(https://x/y.css);");

    Cli.Answer answer = Cli.run("report", run("one"), "--theme=" + theme);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith("loadstone: --theme: " + theme + ":1: must not have @import, for ");
  }
}
