package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.history.Baseline;
import dev.loadstone.history.Filter;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.HistoryLines;
import dev.loadstone.history.Place;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.RunRecord;
import dev.loadstone.history.TrendPoint;
import dev.loadstone.history.TrendSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold of a history wherever it is kept. */
abstract class HistoryCases {
  private static final int RUNS = 60;

  @TempDir Path folder;

  /** Returns where nothing is kept yet, as a person would name it. */
  abstract String place() throws IOException, InterruptedException;

  @Test
  void history_writtenAndRead_isTheSame() throws Exception {
    String place = place();
    try (History history = History.open(Place.of(place))) {
      for (int i = 0; i < 9; i++) {
        assertThat(history.add(HistoryWriter.run(i))).isTrue();
      }
      assertThat(history.add(HistoryWriter.run(3))).isFalse();
    }
    try (History history = History.existing(Place.of(place))) {
      RunRecord run = HistoryWriter.run(4);
      assertThat(history.runs(Filter.ALL)).hasSize(9).contains(run.entry());
      assertThat(history.figures(run.entry().id()))
          .containsExactlyInAnyOrderElementsOf(run.figures());
      TrendSeries trend = history.trend("figure_25", Filter.ofPlan("chat")).orElseThrow();
      assertThat(trend.points())
          .extracting(TrendPoint::value)
          .containsExactly(0.25, 1.25, 3.25, 4.25, 6.25, 7.25);
      assertThat(history.figureNames(Filter.ofPlan("chat"))).hasSize(HistoryWriter.FIGURES);
      assertThat(history.run("000000000008").plan()).isEqualTo("other");
    }
  }

  @Test
  void baselinesAndRetention_doAsSaid() throws Exception {
    try (History history = History.open(Place.of(place()))) {
      for (int i = 0; i < 9; i++) {
        history.add(HistoryWriter.run(i));
      }
      Instant time = Instant.parse("2026-02-01T00:00:00Z");
      history.setBaseline(HistoryWriter.id(1), time);
      history.setBaseline(HistoryWriter.id(0), time);
      assertThat(history.baseline("chat"))
          .contains(new Baseline(HistoryWriter.run(0).entry(), time));
      assertThat(history.prune(Optional.empty(), 2)).isEqualTo(4);
      assertThat(history.runs(Filter.ALL))
          .extracting(RunEntry::id)
          .containsExactly(ids(0, 5, 6, 7, 8));
      assertThat(history.figures(HistoryWriter.id(3))).isEmpty();
      assertThat(history.clearBaseline("chat")).isTrue();
      assertThat(history.baselines()).isEmpty();
    }
  }

  @Test
  void export_imported_isTheSame() throws Exception {
    StringBuilder lines = new StringBuilder();
    try (History history = History.open(Place.of(place()))) {
      for (int i = 0; i < 5; i++) {
        history.add(HistoryWriter.run(i));
      }
      history.setBaseline(HistoryWriter.id(2), Instant.EPOCH);
      HistoryLines.write(history, Filter.ALL, lines);
      BufferedReader again = new BufferedReader(new StringReader(lines.toString()));
      assertThat(HistoryLines.read(history, again, "again"))
          .isEqualTo(new HistoryLines.Imported(0, 5, 0));
    }
    StringBuilder copied = new StringBuilder();
    try (History copy = History.open(new Place.InFile(folder.resolve("copy.db")))) {
      BufferedReader in = new BufferedReader(new StringReader(lines.toString()));
      assertThat(HistoryLines.read(copy, in, "copy")).isEqualTo(new HistoryLines.Imported(5, 0, 1));
      HistoryLines.write(copy, Filter.ALL, copied);
    }
    assertThat(copied.toString()).isEqualTo(lines.toString());
  }

  @Test
  void twoProcesses_writingAtOnce_loseNothing() throws Exception {
    String place = place();
    Path log = folder.resolve("writers.log");
    Process one = HistoryWriter.start(place, 0, RUNS, log);
    Process other = HistoryWriter.start(place, RUNS, RUNS, log);
    assertThat(lines(one)).hasSize(RUNS);
    assertThat(lines(other)).hasSize(RUNS);
    assertThat(one.waitFor()).as(Files.readString(log)).isZero();
    assertThat(other.waitFor()).as(Files.readString(log)).isZero();
    assertWhole(place, IntStream.range(0, 2 * RUNS).boxed().toList());
  }

  /** The process is killed in the middle of whatever it does after its twentieth run. */
  @Test
  void process_killedDuringWrites_losesNothingThatItHadKept() throws Exception {
    String place = place();
    Process writer = HistoryWriter.start(place, 0, 1_000_000, folder.resolve("killed.log"));
    List<Integer> told = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      while (told.size() < 20) {
        told.add(Integer.valueOf(out.readLine()));
      }
      // by its handle: the process itself would close what is to be read
      assertThat(writer.toHandle().destroyForcibly()).isTrue();
      for (String line = out.readLine(); line != null && !line.isEmpty(); line = out.readLine()) {
        told.add(Integer.valueOf(line));
      }
    }
    assertThat(writer.waitFor()).isEqualTo(137);
    assertWhole(place, told);
    try (History history = History.existing(Place.of(place))) {
      assertThat(history.add(HistoryWriter.run(2_000_000))).isTrue();
    }
  }

  /** Every run told of is there, and every run that is there has all its figures. */
  private static void assertWhole(String place, List<Integer> told) throws HistoryException {
    try (History history = History.existing(Place.of(place))) {
      List<RunEntry> runs = history.runs(Filter.ALL);
      assertThat(runs)
          .extracting(RunEntry::id)
          .contains(told.stream().map(HistoryWriter::id).toArray(String[]::new));
      for (RunEntry run : runs) {
        assertThat(history.figures(run.id())).as(run.id()).hasSize(HistoryWriter.FIGURES);
      }
    }
  }

  private static String[] ids(int... numbers) {
    return IntStream.of(numbers).mapToObj(HistoryWriter::id).toArray(String[]::new);
  }

  private static List<String> lines(Process process) throws IOException {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines().toList();
    }
  }
}
