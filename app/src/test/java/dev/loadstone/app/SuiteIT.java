package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites by the command line; a busy machine may miss their limits. */
final class SuiteIT {
  @TempDir private Path folder;

  /**
   * What became of a suite's quick profile.
   *
   * @param answer what the command said
   * @param out its folder
   * @param suite its {@code suite.json}
   */
  private record Ran(Cli.Answer answer, Path out, JsonNode suite) {}

  /** Runs the quick profile of a suite with changes that make it shorter. */
  private Ran quick(String name, String... changes) throws IOException {
    Path out = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of("suite", "run", name, "--quiet"));
    arguments.addAll(List.of(changes));
    arguments.add("--out=" + out);

    Cli.Answer answer = Cli.run(arguments.toArray(String[]::new));

    assertThat(answer.code()).as(answer.err() + answer.out()).isIn(0, 3, 5);
    JsonNode suite = new ObjectMapper().readTree(Files.readString(out.resolve("suite.json")));
    for (JsonNode run : suite.get("runs")) {
      assertThat(out.resolve(run.get("name").asText()).resolve("report.html")).exists();
    }
    return new Ran(answer, out, suite);
  }

  @Test
  void cam_quickAndShortened_runsEveryPlanAndFillsItsTables() throws IOException {
    long before = ProcessHandle.current().descendants().count();
    Ran ran =
        quick(
            "cam",
            "--set=load.phases[0].for=1s",
            "--set=load.warmUp=0s",
            "--set=failover:load.phases[0].for=5s");

    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
    assertThat(ran.suite().get("runs")).hasSize(7);
    JsonNode accuracy = ran.suite().get("tables").get(0).get("rows").get(2);
    assertThat(accuracy.get(0).asText()).isEqualTo("Provider selection accuracy");
    assertThat(accuracy.get(2).asText()).endsWith(" %");
    assertThat(ran.answer().out())
        .contains("\nArbitration performance\n", accuracy.get(2).asText(), "\nVerdict: ");
    assertThat(ran.out().resolve("suite.md"))
        .content()
        .contains("| Provider selection accuracy | >= 90 % | " + accuracy.get(2).asText() + " |");
  }

  @Test
  void agents_quickAndShortened_runsEveryPlanAndJudgesItsGates() throws IOException {
    Ran ran =
        quick(
            "agents",
            "--set=latency:load.phases[0].for=1s",
            "--set=tools:load.phases[0].for=1s",
            "--set=api-rate:load.phases[0].for=1s",
            "--set=resources:load.phases[0].for=1s",
            "--set=users:load.phases[1].for=1s",
            "--set=users:scenarios.rapid.load.phases[1].for=1s",
            "--set=router:load.phases[3].for=500ms");

    assertThat(ran.suite().get("runs")).hasSize(9);
    assertThat(ran.suite().get("skipped")).isEmpty();
    JsonNode efficiency = ran.suite().get("gates").get(0);
    assertThat(efficiency.get("gate").asText()).isEqualTo("Router, efficiency of 4 instances");
    assertThat(efficiency.get("observed").asDouble()).isBetween(0.3, 1.5);
    assertThat(ran.answer().out()).contains("\nGates\n", "\nHorizontal scaling\n");
    assertThat(ran.out().resolve("suite.md"))
        .content()
        .contains("## Gates", "| Router decision | 50 / 100 / 200 ms | ");
  }

  @Test
  void sniper_quickAndShortened_runsLoadsAndBenchmarksAndFillsItsTables() throws IOException {
    Ran ran =
        quick(
            "sniper",
            "--set=flows:load.phases[0].for=2s",
            "--set=failover:load.phases[0].for=4s",
            "--set=fast:load.for=1s",
            "--set=resources:load.phases[0].for=2s",
            "--set=components:benchmarks.honeypot.samples=30");

    assertThat(ran.suite().get("runs")).hasSize(5);
    assertThat(row(ran.suite(), "Components", "Detection, ten at once").get(3).asText())
        .endsWith("ms");
    // Thirty samples are too few for p95, so there is none.
    assertThat(row(ran.suite(), "Components", "Honeypot check").get(3).asText()).isEqualTo("–");
    assertThat(row(ran.suite(), "Flows", "Happy path").get(3).asText()).endsWith(" %");
    assertThat(
            row(ran.suite(), "Resources of the target", "Peak memory at 100 (MB)")
                .get(2)
                .asDouble())
        .isGreaterThan(50);
    assertThat(ran.out().resolve("suite.md")).content().contains("honeypot (1 user): p95 ≤ 2");
  }

  private static JsonNode row(JsonNode suite, String table, String row) {
    for (JsonNode one : suite.get("tables")) {
      for (JsonNode cells : one.get("rows")) {
        if (one.get("title").asText().equals(table) && cells.get(0).asText().equals(row)) {
          return cells;
        }
      }
    }
    throw new AssertionError("no row " + row + " of " + table + " in " + suite.get("tables"));
  }

  @Test
  void sei_quickAndShortened_runsEveryPlanAndFillsItsTables() throws IOException {
    Ran ran =
        quick(
            "sei",
            "--set=chain:load.phases[0].for=2s",
            "--set=chain:scenarios.blocks.load.phases[0].for=2s",
            "--set=protocols:scenarios.symphony.load={phases: [{rate: 20/s, for: 1s}]}",
            "--set=protocols:scenarios.dragonswap.load={phases: [{rate: 20/s, for: 1s}]}",
            "--set=protocols:scenarios.yei.load={phases: [{rate: 20/s, for: 1s}]}",
            "--set=protocols:scenarios.arbitrage.load={phases: [{rate: 20/s, for: 1s}]}",
            "--set=memory:load.phases[0].for=1s",
            "--set=mixed_workload:load.phases[1].for=1s");

    assertThat(ran.suite().get("runs")).hasSize(5);
    JsonNode compliance = ran.suite().get("tables").get(0).get("rows").get(0);
    assertThat(compliance.get(0).asText()).isEqualTo("Block time compliance on chain");
    assertThat(compliance.get(2).asText()).endsWith(" %");
    assertThat(ran.out().resolve("suite.md"))
        .content()
        .contains("| Symphony | 200 ms, 50/s, 2 % | ");
  }

  @Test
  void sergas_quickAndShortened_runsEveryPlanAndFillsItsTables() throws IOException {
    Ran ran = quick("sergas", "--set=load.phases[0].for=2s", "--set=load:load.phases[1].for=2s");

    assertThat(ran.suite().get("runs")).hasSize(6);
    assertThat(ran.suite().get("tables").get(0).get("rows").get(0).get(2).asText()).endsWith(" ms");
    assertThat(ran.answer().out())
        .contains("\nEvent streaming latency (NFR-P01)\n", "\nMemory of the target\n");
  }

  @Test
  void runs_thatNeedWhatIsNotThere_areLeftOutAndTold() throws IOException {
    Files.writeString(
        folder.resolve("load.yaml"),
        """
        name: load
        target: {stock: "http://127.0.0.1:1"}
        load: {phases: [{rate: 20/s, for: 1s}]}
        steps: [{http: GET /plain}]
        """);
    Files.writeString(
        folder.resolve("suite.yaml"),
        """
        name: mine
        plans: {load: load.yaml}
        profiles:
          quick:
            runs:
              - {plan: load}
              - {plan: load, name: shop, needs: NO_SUCH_VARIABLE}
              - {plan: load, name: stock, needs: stock}
        """);

    Cli.Answer ran =
        Cli.run("suite", "run", folder.toString(), "--quiet", "--out=" + folder.resolve("results"));

    assertThat(ran.code()).as(ran.out() + ran.err()).isIn(0, 5);
    assertThat(ran.out())
        .contains(
            "SKIPPED       shop                the environment variable NO_SUCH_VARIABLE is not set",
            "SKIPPED       stock               The target stock cannot be reached at http://127.0.0.1:1 (127.0.0.1:1: connection refused). Start it, or leave the run out.");
    assertThat(folder.resolve("results/suite.md"))
        .content()
        .contains("| shop | skipped | the environment variable NO_SUCH_VARIABLE is not set |");
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
