package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.history.Figure;
import dev.loadstone.history.Filter;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Origin;
import dev.loadstone.history.Place;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.RunRecord;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that was really made, brought before gates. The runs before it have its own figures, times
 * as long as each history says, with noise of 1 %.
 */
final class GateIT {
  private static final int NOISE_SEED = 4;

  @TempDir private static Path runs;

  @TempDir private Path folder;

  private static Path run = Path.of("");
  private static Path failed = Path.of("");
  private static Path other = Path.of("");

  @BeforeAll
  static void makeRuns() throws IOException {
    Truth truth = Truth.parse("truth.yaml", "default:\n  service: {law: constant, value: 20ms}\n");
    try (TestbedServer testbed =
        TestbedServer.start(TestbedOptions.DEFAULTS.port(0).truth(truth))) {
      run = made("run", "gated", "error_ratio < 1%", testbed);
      failed = made("failed", "gated", "response_time.p50 < 1ms", testbed);
      other = made("other", "another", "error_ratio < 1%", testbed);
    }
  }

  private static Path made(String name, String plan, String threshold, TestbedServer testbed)
      throws IOException {
    Path file =
        Files.writeString(
            runs.resolve(name + ".yaml"),
            """
            name: %s
            target: http://127.0.0.1:%d
            load: {phases: [{rate: 100/s, for: 2s}]}
            steps: [{http: GET /api/v1/agents, name: agents}]
            thresholds: ['%s']
            """
                .formatted(plan, testbed.port(), threshold));
    Path out = runs.resolve(name);
    Cli.Answer answer =
        Cli.run("run", file.toString(), "--quiet", "--out=" + out, "--commit=0123456789abcdef0123");
    assertThat(answer.code()).as(answer.err() + answer.out()).isIn(0, 3);
    return out;
  }

  private Path database() {
    return folder.resolve("history.db");
  }

  /** Fills a history with so many runs before the one in question. */
  private void fill(int count, IntToDoubleFunction factor) throws HistoryException {
    assertThat(Cli.run("history", "add", run.toString(), "--history=" + database()).code())
        .isZero();
    Random random = new Random(NOISE_SEED);
    try (History history = History.open(new Place.InFile(database()))) {
      RunEntry own = history.runs(Filter.ALL).getFirst();
      List<Figure> figures = history.figures(own.id());
      for (int i = 0; i < count; i++) {
        history.add(past(own, figures, i, count, factor.applyAsDouble(i), random));
      }
    }
  }

  private static RunRecord past(
      RunEntry own, List<Figure> figures, int number, int count, double factor, Random random) {
    RunEntry entry =
        new RunEntry(
            id(number),
            own.started().minusSeconds(60L * (count - number)),
            own.plan(),
            own.planHash(),
            Verdict.PASS,
            own.seconds(),
            new Origin(
                Optional.of("main"),
                Optional.of(String.format("c%039d", number)),
                Map.of(),
                Optional.empty()),
            own.environment());
    double noise = 1 + 0.01 * random.nextGaussian();
    return new RunRecord(
        entry,
        figures.stream()
            .map(one ->
                one.unit().equals("s")
                    ? new Figure(
                        one.name(), one.value() * factor * noise, "s", one.higherIsBetter())
                    : one)
            .toList());
  }

  private static String id(int number) {
    return String.format("%012x", number + 4096);
  }

  private Cli.Answer gate(String... options) {
    return gate(run, options);
  }

  private Cli.Answer gate(Path candidate, String... options) {
    List<String> all = new ArrayList<>(List.of("gate", candidate.toString()));
    all.add("--history=" + database());
    all.addAll(List.of(options));
    return Cli.run(all.toArray(String[]::new));
  }

  private void setBaseline(int number) {
    Cli.Answer answer = Cli.run("baseline", "set", id(number), "--history=" + database());
    assertThat(answer.code()).as(answer.err()).isZero();
  }

  @Test
  void run_likeThoseBeforeIt_passes() throws HistoryException {
    fill(30, i -> 1);
    setBaseline(12);

    Cli.Answer answer = gate();

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out())
        .startsWith(
            "passed: a run of gated\n  passed            thresholds  the threshold was met\n")
        .contains(
            "  passed            baseline    no change of ",
            ", against 25 runs at the level of run " + id(12) + " (commit c000000000)\n",
            "  passed            changes     no fresh change for the worse of ",
            " over 31 runs\n",
            "Tested by all ways to split the runs between the sides");
  }

  @Test
  void run_slowerThanTheBaseline_isARegression_howeverLongAgo() throws HistoryException {
    fill(60, i -> i < 20 ? 0.7 : 1);
    setBaseline(10);

    Cli.Answer answer = gate();

    assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(4);
    assertThat(answer.out())
        .startsWith("regression: a run of gated\n")
        .contains("  regression        baseline    worse: ", "against 20 runs at the level of run")
        .contains("  passed            changes     ");
    assertThat(gate("--only=thresholds,changes").code()).isZero();
    assertThat(gate("--tolerance=60%").code()).isZero();
  }

  @Test
  void runs_slowerSinceACommit_areARegression_withoutAnyBaseline() throws HistoryException {
    fill(30, i -> i < 24 ? 0.7 : 1);

    Cli.Answer answer = gate();

    assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(4);
    assertThat(answer.out())
        .contains(
            "  not judged        baseline    no baseline is set for gated; loadstone baseline set"
                + " RUN sets one\n",
            "  regression        changes     worse since run "
                + id(24)
                + " (commit c000000000), 7 runs ago: ",
            "\nFresh changes\n");
    Cli.Answer waiting = gate("--patience=8");
    assertThat(waiting.code()).as(waiting.out()).isZero();
    assertThat(waiting.out()).contains("until seen in 8 runs");
  }

  @Test
  void baseline_recent_isTheLevelOfTheLatestRuns() throws HistoryException {
    fill(40, i -> i < 12 ? 0.7 : 1);

    Cli.Answer answer = gate("--baseline=recent");

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out()).contains(", against the 23 runs since the last known change\n");
  }

  @Test
  void part_thatCannotBeJudged_failsOnlyIfRequired() throws HistoryException {
    fill(3, i -> 1);

    Cli.Answer lenient = gate();
    assertThat(lenient.code()).as(lenient.out()).isZero();
    assertThat(lenient.out()).contains("  not judged        changes     too few runs: 4 of 8\n");
    Cli.Answer strict = gate("--require=baseline,changes");
    assertThat(strict.code()).isEqualTo(5);
    assertThat(strict.out()).startsWith("inconclusive: a run of gated\n").contains(" (required)\n");
    setBaseline(1);
    assertThat(gate("--require=baseline").out())
        .contains("  not judged        baseline    too few runs to tell, against ");
    assertThat(gate("--only=changes").code()).as("nothing was judged").isEqualTo(5);
  }

  @Test
  void threshold_missed_endsAsTheRunItself() throws HistoryException {
    fill(10, i -> 0.5);
    setBaseline(9);

    Cli.Answer answer = gate(failed);

    assertThat(answer.code()).as(answer.out()).isEqualTo(3);
    assertThat(answer.out())
        .startsWith("threshold missed: a run of gated\n")
        .contains("missed: response_time.p50 < 1ms\n", "  regression        baseline    ");
    Cli.Answer both = gate(run, failed.toString(), "--only=thresholds");
    assertThat(both.code()).isEqualTo(3);
    assertThat(both.out()).contains("2 runs of gated", "in 1 of 2 runs");
  }

  @Test
  void reports_areWrittenWhereAsked_andThePartsAreTold() throws Exception {
    fill(30, i -> 1);
    setBaseline(12);
    Path out = folder.resolve("gate");

    Cli.Answer answer = gate("--format=text,md,json,junit", "--out=" + out);

    assertThat(answer.code()).as(answer.out()).isZero();
    assertThat(answer.out().lines()).hasSize(4);
    assertThat(answer.err()).contains("Written: " + out.resolve("gate.xml"));
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("gate.txt", "gate.md", "gate.json", "gate.xml");
    JsonNode json = new ObjectMapper().readTree(out.resolve("gate.json").toFile());
    assertThat(json.path("schema").textValue()).isEqualTo("loadstone/gate/1");
    assertThat(json.path("comparison").path("method").textValue()).isEqualTo("exact_permutation");
    assertThat(Cli.run("schema", "gate").out()).contains("urn:loadstone:gate:1");
  }

  @Test
  void baseline_ofDirectories_needsNoHistory() {
    Cli.Answer answer =
        Cli.run("gate", run.toString(), "--baseline=" + failed, "--only=baseline,thresholds");

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out())
        .contains("  not judged        baseline    too few runs to tell, against " + failed);
  }

  @Test
  void baseline_setByDirectory_isTheRunItself() throws HistoryException {
    fill(2, i -> 1);

    assertThat(Cli.run("baseline", "set", run.toString(), "--history=" + database()).out())
        .startsWith("Baseline of gated: ");
    assertThat(gate().out()).contains("  not judged        baseline    the run is the baseline");
  }

  @Test
  void baseline_ofAnotherMachine_isNotHeldAgainstIt_unlessAllCount() throws HistoryException {
    fill(20, i -> 1);
    try (History history = History.open(new Place.InFile(database()))) {
      RunEntry one = history.run(id(5));
      List<Figure> figures = history.figures(one.id());
      RunEntry elsewhere =
          new RunEntry(
              "ffffffffffff",
              one.started().minusSeconds(9),
              one.plan(),
              one.planHash(),
              Verdict.PASS,
              one.seconds(),
              one.origin(),
              Map.of("os.name", "Plan 9"));
      history.add(new RunRecord(elsewhere, figures));
      history.setBaseline("ffffffffffff", History.now());
    }

    assertThat(gate().out())
        .contains(
            "  not judged        baseline    the baseline, run ffffffffffff, was made on another"
                + " machine or Java (");
    assertThat(gate("--any-machine").out())
        .contains("  passed            baseline    no change of ");
    assertThat(gate("--baseline=ffffffffffff").out())
        .contains("  not judged        baseline    too few runs to tell, against run ffffffffffff");
  }

  @Test
  void input_thatIsWrong_isToldWithAFix() throws Exception {
    fill(10, i -> 1);
    wrong("does not exist. Give a run directory", Path.of("missing"));
    wrong("holds no run: there is no run.json in it", Files.createDirectory(folder.resolve("no")));
    wrong(
        "is a file. Give the directory that a run wrote",
        Files.writeString(folder.resolve("f"), ""));
    wrong(run + " is given twice. Give each run once.", run, run.toString());
    wrong(
        other + " must be a run of the plan gated, as " + run + " is, got: another",
        run,
        other.toString());
    wrong(
        other + " must be a run of the plan gated, as " + run + " is, got: another",
        run,
        "--baseline=" + other);
    wrong(run + " must not be both the baseline and a run in question", run, "--baseline=" + run);
    wrong("Did you mean " + id(7) + "?", run, "--baseline=" + id(7) + "z");
    wrong(
        "--baseline must be a run directory, the id of a run in the history "
            + database()
            + ", or recent, got: nothing. List the runs: loadstone history --plan 'gated'",
        run,
        "--baseline=nothing");
    wrong("with which the ids of 10 runs begin. Write more of it", run, "--baseline=0000000010");
    wrong("--tolerance must be a share such as 20% or 0", run, "--tolerance=much");
    wrong(
        "--tolerance must name a figure that is compared, got: response_tim.p95. Did you mean",
        run,
        "--tolerance=response_tim.p95=5%");
    wrong(
        "--only must be one of thresholds, baseline, changes, got: change. Did you mean changes?",
        run,
        "--only=change");
    wrong(
        "--require must not name what --only leaves out, got: changes",
        run,
        "--only=baseline",
        "--require=changes");
    wrong("--fresh must be at least --patience, 5, got: 4", run, "--fresh=4");
    wrong("--patience must be 1 or more, got: 0", run, "--patience=0");
    wrong("--baseline-runs must be 1 or more, got: 0", run, "--baseline-runs=0");
    wrong("--format must be one of text, md, json, junit, got: html", run, "--format=html");
    wrong("several formats need --out", run, "--format=md,junit");
  }

  private void wrong(String message, Path candidate, String... options) {
    Cli.Answer answer = gate(candidate, options);
    assertThat(answer.err()).contains(message);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void history_thatIsNotThereYet_isTold() throws IOException {
    Cli.Answer answer = gate();

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out())
        .contains(
            "  not judged        baseline    there is no history at " + database() + "\n",
            "  not judged        changes     there is no history at " + database() + "\n");
    assertThat(database()).doesNotExist();
    wrong(
        "--baseline must be a run directory, or the id of a run in a history",
        run,
        "--baseline=01");
    Files.writeString(database(), "no database".repeat(99));
    wrong("the history " + database() + " cannot be opened", run);
  }

  @Test
  void run_thatWasCut_isInconclusive() throws Exception {
    fill(10, i -> 1);
    setBaseline(9);
    Path cut = folder.resolve("cut");
    Files.createDirectory(cut);
    try (var files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, cut.resolve(file.getFileName()));
      }
    }
    Files.delete(cut.resolve("end.json"));

    Cli.Answer answer = gate(cut);

    assertThat(answer.code()).as(answer.out()).isEqualTo(5);
    assertThat(answer.out())
        .startsWith("inconclusive: a run of gated\n")
        .contains("thresholds  the run is invalid: ", "nothing can be compared with ");
  }
}
