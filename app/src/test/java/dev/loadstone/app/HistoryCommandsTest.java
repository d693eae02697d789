package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.history.Figure;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Origin;
import dev.loadstone.history.Place;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a history of thirty runs with a change of 20 % at the twenty-first. */
final class HistoryCommandsTest {
  private static final int RUNS = 30;
  private static final int CHANGE = 20;

  @TempDir private Path folder;

  @BeforeEach
  void fill() throws HistoryException {
    Random random = new Random(1);
    try (History history = History.open(new Place.InFile(folder.resolve("history.db")))) {
      for (int i = 0; i < RUNS; i++) {
        double level = (i < CHANGE ? 0.100 : 0.120) * (1 + 0.02 * random.nextGaussian());
        history.add(run(i, i == 7 ? Verdict.INVALID : Verdict.PASS, i == 7 ? 9 : level));
      }
    }
  }

  private static RunRecord run(int number, Verdict verdict, double p95) {
    RunEntry entry =
        new RunEntry(
            String.format("%012x", number + 16),
            Instant.parse("2026-01-31T10:15:00Z").plusSeconds(3600L * number),
            "chat",
            "ab".repeat(32),
            verdict,
            30,
            new Origin(
                Optional.of("main"),
                Optional.of(String.format("c%039d", number)),
                Map.of("lab", "3"),
                Optional.of("runs/" + number)),
            Map.of("os.name", "Linux"));
    return new RunRecord(entry, List.of(new Figure("response_time.p95", p95, "s", false)));
  }

  private Cli.Answer run(String... args) {
    return Cli.run(Map.of("LOADSTONE_HISTORY", folder.resolve("history.db").toString()), args);
  }

  @Test
  void history_filtered_listsRunsInOrder() {
    Cli.Answer answer = run("history", "--last", "2", "--tag", "lab=3");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out().lines().toList()).hasSize(3);
    assertThat(answer.out().lines().toList().get(2))
        .startsWith("00000000002d  2026-02-01 15:15:00Z  chat  pass     main    c000000000  ")
        .endsWith("  lab=3");
    assertThat(run("history", "--verdict", "fail").out()).isEqualTo("No runs.\n");
  }

  @Test
  void trend_ofChangedFigure_tellsWhereByHowMuchAndHowSure() {
    Cli.Answer answer = run("trend", "response_time.p95");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out())
        .startsWith("response_time.p95 of chat\n")
        .contains("change at ", "000000000024", "worse", "> 99.99 %")
        .contains("Invalid runs left out: 1.");
  }

  @Test
  void trend_asJson_hasTheChange() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(run("trend", "response_time.p95", "--format=json").out());
    assertThat(json.path("values")).hasSize(RUNS - 1);
    assertThat(json.path("changes")).hasSize(1);
    JsonNode change = json.path("changes").get(0);
    assertThat(change.path("run").asText()).isEqualTo("000000000024");
    assertThat(change.path("index").asInt()).isEqualTo(CHANGE - 1);
    assertThat(change.path("commit").asText()).endsWith("20");
    assertThat(change.path("direction").asText()).isEqualTo("worse");
    assertThat(change.path("ratio").asDouble()).isBetween(1.17, 1.23);
    assertThat(change.path("ratio_low").asDouble()).isBetween(1.15, 1.2);
    assertThat(change.path("confidence").asDouble()).isGreaterThan(0.999);
  }

  @Test
  void trend_asMarkdown_orByOtavasMethod_hasTheSameChange() {
    assertThat(run("trend", "response_time.p95", "--format", "md", "--method", "otava").out())
        .startsWith("## response_time.p95 of chat\n\n| change at | run |")
        .contains("| 000000000024 |");
  }

  @Test
  void trend_asPage_hasTheChangeAndEveryRun() throws IOException {
    Path file = folder.resolve("trend.html");
    assertThat(
            run("trend", "response_time.p95", "--format", "html", "--out", file.toString()).out())
        .isEmpty();

    String page = Files.readString(file);
    assertThat(page)
        .contains(
            "id=\"change-table\"", "000000000024", ">worse</span>", "Invalid runs left out: 1.");
    assertThat(page.split("data-statistic=\"value\"", -1)).hasSize(RUNS);
  }

  @Test
  void trend_intoAFolderThatIsNot_isRefused() {
    Cli.Answer answer =
        run("trend", "response_time.p95", "--out", folder.resolve("no/where.md").toString());
    assertThat(answer.code()).isNotZero();
    assertThat(answer.err()).contains("no/where.md");
  }

  @Test
  void trend_unknownFigure_suggestsTheNearest() {
    Cli.Answer answer = run("trend", "response_time.p96");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith("loadstone: MEASURE must be a figure of the runs, got: response_time.p96. ")
        .contains("response_time.p95");
  }

  @Test
  void baseline_setShownCleared() {
    assertThat(run("baseline", "show").out()).isEqualTo("No baseline is set.\n");
    assertThat(run("baseline", "set", "00000000001").code()).isEqualTo(2);
    assertThat(run("baseline", "set", "000000000017").err())
        .isEqualTo(
            "loadstone: run 000000000017 is invalid: its figures say nothing of the target. Choose"
                + " another run\n");
    assertThat(run("baseline", "set", "000000000018").out())
        .isEqualTo("Baseline of chat: 000000000018\n");
    assertThat(run("baseline", "show").out()).contains("chat  000000000018  ");
    assertThat(run("history").out()).contains("baseline lab=3");
    assertThat(run("baseline", "clear", "chat").out()).isEqualTo("Cleared the baseline of chat.\n");
    assertThat(run("baseline", "clear", "chat").out()).isEqualTo("chat has no baseline.\n");
  }

  @Test
  void export_importedElsewhere_isTheSame() throws IOException {
    String lines = run("history", "export").out();
    assertThat(lines.lines()).hasSize(RUNS);
    Path file = Files.writeString(folder.resolve("export.jsonl"), lines);
    String copy = "--history=" + folder.resolve("copy.db");
    assertThat(run("history", "import", file.toString(), copy).out())
        .isEqualTo(file + ": 30 runs added, 0 known, 0 baselines set\n");
    assertThat(run("history", "export", copy).out()).isEqualTo(lines);
  }

  @Test
  void prune_keepsTheLatest_andNeedsToBeToldWhich() {
    assertThat(run("history", "prune").err())
        .startsWith("loadstone: --keep or --before must say which runs go\n");
    assertThat(run("history", "prune", "--keep=10").out()).isEqualTo("Deleted 20 runs.\n");
    assertThat(run("history", "prune", "--before=2026-02-01T11:15:00Z").out())
        .isEqualTo("Deleted 5 runs.\n");
  }

  @Test
  void wrongInput_isToldWithItsValueAndAFix() {
    assertThat(run("history", "--since", "yesterday").err())
        .startsWith(
            "loadstone: --since must be a time as 2026-01-31 or 2026-01-31T10:15:00Z, got:"
                + " yesterday\n");
    Path missing = folder.resolve("no.db");
    Cli.Answer answer = run("history", "--history", missing.toString());
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "loadstone: there is no history at "
                + missing
                + ". Name another with --history, or add runs: loadstone history add DIR\n");
  }
}
