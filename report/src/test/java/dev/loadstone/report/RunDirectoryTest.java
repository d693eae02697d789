package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunObservers;
import dev.loadstone.core.run.RunStart;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
  @TempDir private Path folder;

  private RunDirectory directory() {
    return new RunDirectory(folder.resolve("run"));
  }

  private RunDirectory written(SyntheticRun run) throws IOException {
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(directory())) {
      run.replay(writer);
      writer.result(run.result());
    }
    return directory();
  }

  private RunDirectory killed(SyntheticRun run, int second) throws IOException {
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(directory())) {
      run.replay(writer, second);
    }
    return directory();
  }

  private static RunResult rebuilt(RunDirectory directory) throws IOException {
    RunAccumulator accumulator = new RunAccumulator();
    RunDirectoryReader.of(directory).replay(accumulator);
    return accumulator.result();
  }

  @Test
  void rebuild_ofAFinishedRun_givesTheSameResult() throws IOException {
    for (SyntheticRun run :
        List.of(
            SampleRuns.mixed(), SampleRuns.nothing(), SampleRuns.hostile(), SampleRuns.probed())) {
      RunDirectory directory = written(run);

      assertThat(ResultJson.of(rebuilt(directory))).isEqualTo(Files.readString(directory.result()));
      deleteAll(directory);
    }
  }

  private static void deleteAll(RunDirectory directory) throws IOException {
    try (var files = Files.list(directory.path())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void replay_ofAFinishedRun_tellsTheSameEventsInTheSameOrder() throws IOException {
    SyntheticRun run = SampleRuns.mixed();
    Events expected = new Events();
    run.replay(expected);

    Events told = new Events();
    RunDirectoryReader.of(written(run)).replay(told);

    assertThat(told.events).isEqualTo(expected.events);
  }

  @Test
  void replay_ofARunWhoseLoadWasChanged_tellsWhenAndHow() throws IOException {
    Adjustment first = new Adjustment(1_500_000_000L, 40, 80, true);
    Adjustment second = new Adjustment(2_000_000_000L, 80, 0, true);
    Events expected = new Events();
    SampleRuns.mixed().replay(new Changing(expected, List.of(first, second)));

    try (RunDirectoryWriter writer = RunDirectoryWriter.create(directory())) {
      SampleRuns.mixed().replay(new Changing(writer, List.of(first, second)));
    }
    Events told = new Events();
    RunDirectoryReader.of(directory()).replay(told);

    assertThat(told.events).isEqualTo(expected.events).contains(first, second);
    assertThat(ResultJson.of(rebuilt(directory())))
        .contains("\"code\": \"load_changed\"")
        .contains("from 80/s to 0/s");
  }

  @Test
  void replay_ofARunWithProbes_tellsWhatTheyGaveAndOfWhichSeries() throws IOException {
    SyntheticRun run = SampleRuns.probed();
    Events expected = new Events();
    run.replay(expected);

    RunDirectory directory = written(run);
    Events told = new Events();
    RunDirectoryReader.of(directory).replay(told);

    assertThat(told.events).isEqualTo(expected.events);
    assertThat(RunDirectoryReader.of(directory).start().series()).isEqualTo(run.start().series());
    assertThat(Files.readAllLines(directory.intervals()).get(1))
        .contains("\"probes\":{\"queue_age\":0.0023,\"queue_depth\":3")
        .endsWith("\"probe_failures\":[{\"probe\":\"bad\",\"message\":\"connection refused\"}]}");
  }

  @Test
  void files_ofAFinishedRun_areTheDocumentedOnes() throws IOException {
    RunDirectory directory = written(SampleRuns.freeze());

    try (var files = Files.list(directory.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "run.json",
              "plan.yaml",
              "intervals.hlog",
              "intervals.jsonl",
              "failures.jsonl",
              "end.json",
              "result.json");
    }
  }

  @Test
  void histogramLog_readByTheStandardReader_holdsEveryValue() throws IOException {
    SyntheticRun run = SampleRuns.freeze();
    File log = written(run).histograms().toFile();

    Histogram sum = new Histogram(3);
    try (HistogramLogReader reader = new HistogramLogReader(log)) {
      EncodableHistogram next = reader.nextIntervalHistogram();
      assertThat(reader.getStartTimeSec()).isEqualTo(run.start().started().toEpochMilli() / 1e3);
      while (next != null) {
        if (next.getTag().startsWith("response_time{")) {
          sum.add((Histogram) next);
        }
        next = reader.nextIntervalHistogram();
      }
    }

    assertThat(sum.getTotalCount()).isEqualTo(20_000);
    assertThat(sum.getValueAtPercentile(95) / 1e9)
        .isCloseTo(0.75, org.assertj.core.data.Percentage.withPercentage(3));
  }

  @Test
  void rebuild_ofAKilledRun_endsWithTheLastWholeSecond() throws IOException {
    RunResult result = rebuilt(killed(SampleRuns.freeze(), 12));

    assertThat(result.end())
        .isEqualTo(
            new RunEnd(
                RunEnd.Reason.CUT,
                "the process ended without saying so; what it recorded ends with second 12",
                12_000_000_000L,
                List.of()));
    assertThat(result.timeline()).hasSize(12);
    assertThat(ResultJson.of(result)).isEqualTo(ResultJson.of(SampleRuns.cut().result()));
  }

  @Test
  void rebuild_ofARunKilledWithinALine_leavesTheTornSecondOut() throws IOException {
    RunDirectory directory = killed(SampleRuns.mixed(), 12);
    truncate(directory.intervals(), 5);

    RunResult result = rebuilt(directory);

    assertThat(result.timeline()).hasSize(11);
    assertThat(result.end().atNanos()).isEqualTo(11_000_000_000L);
  }

  @Test
  void rebuild_ofARunKilledBetweenItsFiles_leavesTheUnvouchedHistogramsOut() throws IOException {
    RunDirectory directory = killed(SampleRuns.freeze(), 12);
    List<String> lines = Files.readAllLines(directory.intervals());
    Files.writeString(directory.intervals(), String.join("\n", lines.subList(0, 11)) + "\n");
    truncate(directory.histograms(), 40);

    assertThat(rebuilt(directory).timeline()).hasSize(11);
  }

  @Test
  void rebuild_ofARunKilledBeforeItsFirstSecond_hasNothing() throws IOException {
    RunResult result = rebuilt(killed(SampleRuns.freeze(), 0));

    assertThat(result.timeline()).isEmpty();
    assertThat(result.end().detail())
        .isEqualTo("the process ended without saying so, before its first second was over");
  }

  private static void truncate(Path file, int bytes) throws IOException {
    byte[] all = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(all, all.length - bytes));
  }

  @Test
  void replay_ofADamagedInterval_namesFileAndLine() throws IOException {
    RunDirectory directory = written(SampleRuns.freeze());
    List<String> lines = new ArrayList<>(Files.readAllLines(directory.intervals()));
    lines.set(2, "{\"index\": 2, oops");
    Files.write(directory.intervals(), lines);

    assertThatThrownBy(() -> rebuilt(directory))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageStartingWith(directory.intervals() + ":3: the line is no JSON: ");
  }

  @Test
  void replay_ofAMissingInterval_saysWhichOne() throws IOException {
    RunDirectory directory = written(SampleRuns.nothing());
    List<String> lines = new ArrayList<>(Files.readAllLines(directory.intervals()));
    lines.remove(2);
    Files.write(directory.intervals(), lines);

    assertThatThrownBy(() -> rebuilt(directory))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(directory.intervals() + ":3: the interval must be number 2, got: 3.");
  }

  @Test
  void replay_ofADamagedHistogram_namesFileAndLine() throws IOException {
    RunDirectory directory = written(SampleRuns.nothing());
    List<String> lines = new ArrayList<>(Files.readAllLines(directory.histograms()));
    String line = lines.getLast();
    lines.set(lines.size() - 1, line.substring(0, line.length() - 8));
    Files.write(directory.histograms(), lines);

    assertThatThrownBy(() -> rebuilt(directory))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(directory.histograms() + ":" + lines.size() + ": the histogram is damaged.");
  }

  @Test
  void replay_withHistogramsMissing_saysSo() throws IOException {
    RunDirectory directory = written(SampleRuns.nothing());
    List<String> lines = Files.readAllLines(directory.histograms());
    Files.write(directory.histograms(), lines.subList(0, lines.size() - 1));

    assertThatThrownBy(() -> rebuilt(directory))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(
            directory.histograms()
                + ":"
                + lines.size()
                + ": a histogram is missing that intervals.jsonl tells of.");
  }

  @Test
  void reader_ofAStrangeFolder_saysWhatToGive() {
    assertThatThrownBy(() -> RunDirectoryReader.of(new RunDirectory(folder)))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(
            folder
                + " holds no run: run.json is missing. Give the directory that the run wrote with --out.");
  }

  @Test
  void reader_ofAnotherVersion_saysSo() throws IOException {
    RunDirectory directory = written(SampleRuns.nothing());
    Files.writeString(
        directory.run(),
        Files.readString(directory.run()).replace(RunJson.SCHEMA, "loadstone/run/9"));

    assertThatThrownBy(() -> RunDirectoryReader.of(directory).start())
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(
            directory.run()
                + ":1: the field schema must be loadstone/run/1, got: loadstone/run/9. It was written by another version of Loadstone.");
  }

  @Test
  void writer_onADirectoryWithARun_refuses() throws IOException {
    RunDirectory directory = written(SampleRuns.nothing());

    assertThatThrownBy(() -> RunDirectoryWriter.create(directory))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(
            directory.path()
                + " already holds a run. Choose another directory with --out, or remove this one.");
  }

  @Test
  void writer_onADirectoryWithOtherFiles_refuses() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> RunDirectoryWriter.create(new RunDirectory(folder)))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(
            folder
                + " is not empty. Choose another directory with --out; a run needs one of its own.");
  }

  @Test
  void writer_onAFile_refuses() throws IOException {
    Path file = Files.writeString(folder.resolve("run"), "", StandardOpenOption.CREATE);

    assertThatThrownBy(() -> RunDirectoryWriter.create(new RunDirectory(file)))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(file + " is a file. Choose a directory with --out.");
  }

  @Test
  void writer_whenAFileCannotBeWritten_keepsTheFailureAndGoesOn() throws IOException {
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(directory())) {
      Files.createDirectory(directory().intervals());
      SyntheticRun run = SampleRuns.nothing();
      run.replay(writer);

      assertThat(writer.failure()).isPresent();
      assertThatThrownBy(() -> writer.result(run.result()))
          .isInstanceOf(RunDirectoryException.class)
          .hasMessage(
              directory().intervals()
                  + " appeared while the run went on; is another run writing there?");
    }
  }

  @Test
  void writer_whenTheDiskIsFull_saysSo() throws IOException {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");

    IOException refused =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            IOException.class, () -> Files.writeString(full, "x"));

    assertThat(RunDirectoryException.unwritable(Path.of("runs/a/intervals.jsonl"), refused))
        .hasMessage(
            "runs/a/intervals.jsonl cannot be written: No space left on device. Choose another place with --out.");
  }

  /** Hands a run on, with changes of its load where they belong. */
  private static final class Changing extends RunObservers {
    private final List<Adjustment> changes;

    Changing(RunObserver observer, List<Adjustment> changes) {
      super(List.of(observer));
      this.changes = changes;
    }

    @Override
    public void interval(IntervalSnapshot interval) {
      changes.stream()
          .filter(one -> one.atNanos() >= interval.startNanos())
          .filter(one -> one.atNanos() < interval.endNanos())
          .forEach(this::adjusted);
      super.interval(interval);
    }
  }

  private static final class Events implements RunObserver {
    private final List<Object> events = new ArrayList<>();

    @Override
    public void adjusted(Adjustment adjustment) {
      events.add(adjustment);
    }

    @Override
    public void started(RunStart start) {
      events.add(start);
    }

    @Override
    public void interval(IntervalSnapshot interval) {
      events.add(interval.keeping(any -> true));
    }

    @Override
    public void failure(FailureSample sample) {
      events.add(sample);
    }

    @Override
    public void ended(RunEnd end) {
      events.add(end);
    }
  }
}
