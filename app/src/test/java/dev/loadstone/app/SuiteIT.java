package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites by the command line; a busy machine may miss their limits. */
final class SuiteIT {
  @TempDir private Path folder;

  @Test
  void cam_quickAndShortened_runsEveryPlanAndFillsItsTables() throws IOException {
    Path out = folder.resolve("cam");
    long before = ProcessHandle.current().descendants().count();

    Cli.Answer answer =
        Cli.run(
            "suite",
            "run",
            "cam",
            "--quiet",
            "--set=load.phases[0].for=1s",
            "--set=load.warmUp=0s",
            "--set=failover:load.phases[0].for=5s",
            "--out=" + out);

    assertThat(answer.code()).as(answer.err() + answer.out()).isIn(0, 3, 5);
    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
    JsonNode suite = new ObjectMapper().readTree(Files.readString(out.resolve("suite.json")));
    assertThat(suite.get("runs")).hasSize(7);
    for (JsonNode run : suite.get("runs")) {
      assertThat(out.resolve(run.get("name").asText()).resolve("report.html")).exists();
    }
    JsonNode accuracy = suite.get("tables").get(0).get("rows").get(2);
    assertThat(accuracy.get(0).asText()).isEqualTo("Provider selection accuracy");
    assertThat(accuracy.get(2).asText()).endsWith(" %");
    assertThat(answer.out())
        .contains("\nArbitration performance\n", accuracy.get(2).asText(), "\nVerdict: ");
    assertThat(out.resolve("suite.md"))
        .content()
        .contains("| Provider selection accuracy | >= 90 % | " + accuracy.get(2).asText() + " |");
  }

  @Test
  void sergas_quickAndShortened_runsEveryPlanAndFillsItsTables() throws IOException {
    Path out = folder.resolve("sergas");

    Cli.Answer answer =
        Cli.run(
            "suite",
            "run",
            "sergas",
            "--quiet",
            "--set=load.phases[0].for=2s",
            "--set=load:load.phases[1].for=2s",
            "--out=" + out);

    assertThat(answer.code()).as(answer.err() + answer.out()).isIn(0, 3, 5);
    JsonNode suite = new ObjectMapper().readTree(Files.readString(out.resolve("suite.json")));
    assertThat(suite.get("runs")).hasSize(6);
    assertThat(suite.get("tables").get(0).get("rows").get(0).get(2).asText()).endsWith(" ms");
    assertThat(answer.out())
        .contains("\nEvent streaming latency (NFR-P01)\n", "\nMemory of the target\n");
  }

  @Test
  void suite_ofAFolderOfOnesOwn_runsAgainstATargetOrATestbed() throws IOException {
    Files.writeString(
        folder.resolve("load.yaml"),
        """
        name: load
        target: http://127.0.0.1:1
        load: {phases: [{rate: 20/s, for: 1s}]}
        steps: [{http: GET /plain}]
        thresholds: [error_ratio < 1%]
        """);
    Files.writeString(
        folder.resolve("suite.yaml"),
        """
        name: mine
        plans: {load: load.yaml}
        profiles: {quick: {runs: [{plan: load}]}}
        """);

    Cli.Answer unreachable =
        Cli.run("suite", "run", folder.toString(), "--quiet", "--target=http://127.0.0.1:1");
    Cli.Answer ran =
        Cli.run("suite", "run", folder.toString(), "--quiet", "--out=" + folder.resolve("results"));

    assertThat(unreachable.code()).as(unreachable.err()).isEqualTo(6);
    assertThat(ran.code()).as(ran.out() + ran.err()).isIn(0, 5);
    assertThat(ran.out()).contains("load", "1 of 1 thresholds met", "Verdict: ");
  }

  @Test
  void table_thatAsksForWhatIsNotMeasured_isRefusedBeforeAnyLoad() throws IOException {
    Files.writeString(
        folder.resolve("load.yaml"),
        """
        name: load
        target: http://127.0.0.1:1
        load: {phases: [{rate: 20/s, for: 1s}]}
        steps: [{http: GET /plain, name: plain}]
        """);
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            """
            name: mine
            plans: {load: load.yaml}
            profiles: {quick: {runs: [{plan: load}]}}
            tables:
              - title: T
                columns: [{title: p95, as: time}]
                rows:
                  - {run: load, cells: ["response_time{step=plane}.p95"]}
            """);

    Cli.Answer answer = Cli.run("suite", "run", suite.toString(), "--quiet");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith(
            suite
                + ":8:29: tables[0].rows[0].cells[0] must name a known step, got: plane. Use one of: plain.");
  }

  @Test
  void suite_shown_tellsItsPlansProfilesAndTables() {
    Cli.Answer answer = Cli.run("suite", "show", "cam");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out())
        .startsWith("cam: An arbitration mesh (CAM)")
        .contains(
            "Testbed: truth.yaml",
            "Profile quick: ",
            "  partition  plan failover.yaml  --scale 0.5  testbed partition.yaml",
            "\nTables\n  Arbitration performance\n");
  }

  @Test
  void suites_listed_tellTheirProfiles() {
    assertThat(Cli.run("suite", "list").out())
        .contains("cam: An arbitration mesh (CAM)", "  profiles: quick, pr, daily, weekly");
  }

  @Test
  void changes_thatFitNoRun_areRefusedBeforeAnyLoad() {
    Cli.Answer answer =
        Cli.run("suite", "run", "cam", "--set=basik:load.warmUp=0s", "--tier=gold", "--quiet");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains(
            "--set must name a run of the profile before the colon, got: basik:load.warmUp=0s. Use one of: arbitration, failover, ",
            "--tier must name a tier of a plan of the suite, got: gold.");
  }
}
