package dev.loadstone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.verdict.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On SQLite; the same and more on a real PostgreSQL in HistoryIT of the app. */
final class HistoryTest {
  private static final Instant START = Instant.parse("2026-01-31T10:15:00Z");

  @TempDir Path folder;
  private History history;

  @BeforeEach
  void open() throws HistoryException {
    history = History.open(new Place.InFile(folder.resolve("runs/history.db")));
  }

  @AfterEach
  void close() {
    history.close();
  }

  private static RunRecord run(int number, String plan, String branch, double p95) {
    RunEntry entry =
        new RunEntry(
            String.format("%012x", number),
            START.plusSeconds(60L * number),
            plan,
            "ab".repeat(32),
            number % 2 == 0 ? Verdict.PASS : Verdict.FAIL,
            30,
            new Origin(
                Optional.of(branch),
                Optional.of("c0ffee" + number),
                Map.of("runner", number < 3 ? "old" : "new"),
                Optional.of("runs/" + number)),
            Map.of("os.name", "Linux", "machine.hostname", "host" + number));
    return new RunRecord(
        entry,
        List.of(
            new Figure("response_time.p95", p95, "s", false),
            new Figure("achieved_rate", 100.25, "1/s", true)));
  }

  private void fill() throws HistoryException {
    for (int i = 0; i < 5; i++) {
      assertThat(history.add(run(i, "chat", i == 4 ? "fix" : "main", 0.1 + i / 100.0))).isTrue();
    }
    history.add(run(9, "other", "main", 7));
  }

  private List<String> ids(Filter filter) throws HistoryException {
    return history.runs(filter).stream().map(run -> run.id().substring(10)).toList();
  }

  private static Filter filter(
      Optional<String> branch, Optional<Verdict> verdict, Map<String, String> tags, int last) {
    return new Filter(
        Optional.of("chat"),
        branch,
        Optional.empty(),
        verdict,
        Optional.empty(),
        Optional.empty(),
        tags,
        Optional.empty(),
        last);
  }

  @Test
  void add_run_isReadAsItWas() throws HistoryException {
    RunRecord run = run(1, "chat", "main", 0.125);
    history.add(run);
    assertThat(history.runs(Filter.ALL)).containsExactly(run.entry());
    assertThat(history.figures(run.entry().id()))
        .containsExactlyInAnyOrderElementsOf(run.figures());
  }

  @Test
  void add_runThatIsKnown_changesNothing() throws HistoryException {
    history.add(run(1, "chat", "main", 0.1));
    assertThat(history.add(run(1, "chat", "main", 0.9))).isFalse();
    assertThat(history.trend("response_time.p95", Filter.ALL).orElseThrow().points())
        .extracting(TrendPoint::value)
        .containsExactly(0.1);
  }

  @Test
  void runs_byFilter_areInTheOrderOfTime() throws HistoryException {
    fill();
    Map<String, String> any = Map.of();
    int all = Integer.MAX_VALUE;
    assertThat(ids(Filter.ALL)).containsExactly("00", "01", "02", "03", "04", "09");
    assertThat(ids(Filter.ofPlan("other"))).containsExactly("09");
    assertThat(ids(filter(Optional.of("fix"), Optional.empty(), any, all))).containsExactly("04");
    assertThat(ids(filter(Optional.empty(), Optional.of(Verdict.FAIL), any, all)))
        .containsExactly("01", "03");
    assertThat(ids(filter(Optional.empty(), Optional.empty(), Map.of("runner", "old"), 2)))
        .containsExactly("01", "02");
    Filter between =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.of("c0ffee"),
            Optional.empty(),
            Optional.of(START.plusSeconds(60)),
            Optional.of(START.plusSeconds(180)),
            any,
            Optional.of(history.runs(Filter.ALL).getFirst().environmentPrint()),
            all);
    assertThat(ids(between)).containsExactly("01", "02");
  }

  @Test
  void trend_ofFigure_hasValuesUnitAndDirection() throws HistoryException {
    fill();
    TrendSeries trend = history.trend("achieved_rate", Filter.ofPlan("chat")).orElseThrow();
    assertThat(trend.unit()).isEqualTo("1/s");
    assertThat(trend.higherIsBetter()).isTrue();
    assertThat(trend.points()).hasSize(5).extracting(TrendPoint::value).containsOnly(100.25);
    assertThat(history.trend("nothing", Filter.ALL)).isEmpty();
    assertThat(history.figureNames(Filter.ofPlan("chat")))
        .containsExactly("achieved_rate", "response_time.p95");
    assertThat(history.plans()).containsExactly("other", "chat");
  }

  @Test
  void run_byBeginningOfId_mustBeOne() throws HistoryException {
    fill();
    assertThat(history.run("000000000009").plan()).isEqualTo("other");
    assertThatThrownBy(() -> history.run("00"))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith("more than one run of the history ");
    assertThatThrownBy(() -> history.run("f"))
        .hasMessageEndingWith("has an id that begins with f. List them: loadstone history");
  }

  @Test
  void baseline_isSetReplacedAndCleared_onlySo() throws HistoryException {
    fill();
    assertThat(history.baselines()).isEmpty();
    history.setBaseline("000000000001", START);
    history.setBaseline("000000000003", START);
    history.add(run(11, "chat", "main", 0.01));
    assertThat(history.baseline("chat").orElseThrow().run().id()).isEqualTo("000000000003");
    assertThat(history.baseline("other")).isEmpty();
    assertThat(history.clearBaseline("chat")).isTrue();
    assertThat(history.clearBaseline("chat")).isFalse();
  }

  @Test
  void prune_keepsTheLatestOfEachPlanAndBaselines() throws HistoryException {
    fill();
    history.setBaseline("000000000000", START);
    assertThat(history.prune(Optional.of(START), 0)).isZero();
    assertThat(history.prune(Optional.empty(), 2)).isEqualTo(2);
    assertThat(ids(Filter.ALL)).containsExactly("00", "03", "04", "09");
    assertThat(history.figures("000000000001")).isEmpty();
    assertThat(history.prune(Optional.of(START.plusSeconds(240)), 0)).isEqualTo(1);
  }

  @Test
  void lines_writtenAndRead_areTheSame() throws HistoryException, IOException {
    fill();
    history.setBaseline("000000000003", START);
    StringBuilder lines = new StringBuilder();
    HistoryLines.write(history, Filter.ALL, lines);
    try (History copy = History.open(new Place.InFile(folder.resolve("copy.db")))) {
      HistoryLines.Imported first = read(copy, lines.toString());
      assertThat(first).isEqualTo(new HistoryLines.Imported(6, 0, 1));
      assertThat(read(copy, lines.toString())).isEqualTo(new HistoryLines.Imported(0, 6, 0));
      StringBuilder again = new StringBuilder();
      HistoryLines.write(copy, Filter.ALL, again);
      assertThat(again.toString()).isEqualTo(lines.toString());
    }
  }

  private static HistoryLines.Imported read(History history, String lines)
      throws HistoryException, IOException {
    return HistoryLines.read(history, new BufferedReader(new StringReader(lines)), "file.jsonl");
  }

  @Test
  void lines_wrong_areRefusedWithLineKeyAndValue() {
    assertThatThrownBy(() -> read(history, "\n{\"schema\":\"loadstone/history/2\"}\n"))
        .hasMessage("file.jsonl:2: schema must be loadstone/history/1, got: loadstone/history/2");
    assertThatThrownBy(() -> read(history, "{\"schema\":\"loadstone/history/1\",\"id\":1}"))
        .hasMessage("file.jsonl:1: id must be a text, got: 1");
    assertThatThrownBy(() -> read(history, "no"))
        .hasMessageStartingWith("file.jsonl:1: the line must be a JSON object");
  }

  @Test
  void open_missingOrForeign_isRefused() throws IOException {
    Path missing = folder.resolve("missing.db");
    assertThatThrownBy(() -> History.existing(new Place.InFile(missing)))
        .isInstanceOf(HistoryException.class)
        .hasMessage(
            "there is no history at "
                + missing
                + ". Name another with --history, or add runs: loadstone history add DIR");
    Path foreign = Files.writeString(folder.resolve("foreign.db"), "no database at all".repeat(99));
    assertThatThrownBy(() -> History.open(new Place.InFile(foreign)))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining(foreign + " cannot be opened: ")
        .hasMessageContaining("not a database");
  }

  @Test
  void open_newerTables_areRefused() throws HistoryException, SQLException {
    Path file = folder.resolve("newer.db");
    History.open(new Place.InFile(file)).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE flyway_schema_history SET version = '99'");
    }
    assertThatThrownBy(() -> History.open(new Place.InFile(file)))
        .hasMessageContaining("was made by a newer Loadstone: its tables have version 99");
  }

  @Test
  void place_ofText_isFileOrServer_withoutSecrets() throws HistoryException {
    assertThat(Place.of("runs/history.db")).isEqualTo(new Place.InFile(Path.of("runs/history.db")));
    Place server = Place.of("postgresql://ann:p%40ss@db:5433/perf?sslmode=require");
    assertThat(server)
        .isEqualTo(
            new Place.OnServer(
                "jdbc:postgresql://db:5433/perf?sslmode=require",
                Optional.of("ann"),
                Optional.of("p@ss")));
    assertThat(server.shown()).isEqualTo("postgresql://db:5433/perf?sslmode=require");
    assertThat(server.toString()).doesNotContain("p@ss");
    assertThatThrownBy(() -> Place.of("mysql://ann:secret@db/perf"))
        .hasMessage(
            "history must be the path of a file or postgresql://HOST/DATABASE, got:"
                + " mysql://***@db/perf");
  }
}
