package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.ToldFigures;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.report.Json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Tells what a run directory holds, as the run once told it.
 *
 * <p>An interval counts if its line in {@code intervals.jsonl} is whole; a torn last line of any
 * file is left out. Without {@code end.json} the run was cut, and ends with the last interval that
 * counts. Holds one interval in memory at a time.
 */
public final class RunDirectoryReader {
  private final RunDirectory directory;

  private RunDirectoryReader(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Returns a reader of a directory.
   *
   * @throws RunDirectoryException if the directory holds no run
   */
  public static RunDirectoryReader of(RunDirectory directory) throws RunDirectoryException {
    if (!directory.holdsRun()) {
      throw new RunDirectoryException(
          directory.path()
              + " holds no run: run.json is missing. Give the directory that the run wrote with --out.",
          null);
    }
    return new RunDirectoryReader(directory);
  }

  /**
   * Returns what was known at the start.
   *
   * @throws RunDirectoryException if it cannot be read or is damaged
   */
  public RunStart start() throws RunDirectoryException {
    String plan = read(directory.plan());
    return parse(directory.run(), json -> RunJson.start(json, plan));
  }

  /**
   * Replays the run: start, intervals and failures in their order, end.
   *
   * @param observer hears of it, on this thread
   * @throws RunDirectoryException if a file cannot be read or is damaged; the observer has then
   *     heard a part
   */
  public void replay(RunObserver observer) throws RunDirectoryException {
    RunStart start = start();
    Optional<RunEnd> end =
        Files.exists(directory.end())
            ? Optional.of(parse(directory.end(), RunJson::end))
            : Optional.empty();
    Optional<ToldFigures> told =
        Files.exists(directory.figures())
            ? Optional.of(parse(directory.figures(), FiguresJson::read))
            : Optional.empty();
    observer.started(start);
    told.ifPresent(observer::told);
    try (LineFile intervals = LineFile.open(directory.intervals());
        HistogramLog histograms = HistogramLog.open(directory.histograms());
        FailureLog failures = FailureLog.open(directory.failures());
        EventLog events = EventLog.open(directory.events())) {
      long atNanos = replay(intervals, histograms, new Beside(failures, events), observer);
      events.replayUntil(end.isPresent() ? Long.MAX_VALUE : atNanos, observer);
      if (end.isPresent()) {
        failures.replayRest(observer);
      }
      ProfileLog.replay(directory.profiles(), observer);
      observer.ended(end.orElseGet(() -> cut(atNanos)));
    } catch (IOException e) {
      throw e instanceof RunDirectoryException known
          ? known
          : RunDirectoryException.unreadable(directory.path(), e);
    }
  }

  /** What is told between intervals. */
  private record Beside(FailureLog failures, EventLog events) {}

  private long replay(
      LineFile intervals, HistogramLog histograms, Beside beside, RunObserver observer)
      throws IOException {
    long atNanos = 0;
    int index = 0;
    for (Optional<String> line = intervals.next(); line.isPresent(); line = intervals.next()) {
      IntervalSnapshot interval = interval(line.get(), intervals, histograms);
      if (interval.index() != index) {
        throw intervals.damaged(
            "the interval must be number " + index + ", got: " + interval.index() + ".", null);
      }
      beside.failures().replayUntil(index, observer);
      beside.events().replayUntil(interval.endNanos(), observer);
      observer.interval(interval);
      atNanos = interval.endNanos();
      index++;
    }
    return atNanos;
  }

  private static IntervalSnapshot interval(String line, LineFile intervals, HistogramLog histograms)
      throws IOException {
    try {
      JsonNode json = Json.MAPPER.readTree(line);
      Map<SeriesKey, Histogram> recorded = new HashMap<>();
      int count = IntervalJson.histograms(json);
      for (int i = 0; i < count; i++) {
        histograms.readInto(recorded);
      }
      return IntervalJson.interval(json, recorded);
    } catch (JsonProcessingException e) {
      throw intervals.damaged("the line is no JSON: " + e.getOriginalMessage(), e);
    } catch (MalformedJsonException e) {
      throw intervals.damaged(e.getMessage() + ".", e);
    }
  }

  private static RunEnd cut(long atNanos) {
    long seconds = Math.round(atNanos / 1e9);
    String detail =
        seconds == 0
            ? "the process ended without saying so, before its first second was over"
            : "the process ended without saying so; what it recorded ends with second " + seconds;
    return new RunEnd(RunEnd.Reason.CUT, detail, atNanos, List.of());
  }

  private static <T> T parse(Path file, Parser<T> parser) throws RunDirectoryException {
    try {
      return parser.parse(Json.MAPPER.readTree(read(file)));
    } catch (JsonProcessingException e) {
      throw RunDirectoryException.damaged(
          file,
          Math.max(1, e.getLocation().getLineNr()),
          "the file is no JSON: " + e.getOriginalMessage(),
          e);
    } catch (MalformedJsonException e) {
      throw RunDirectoryException.damaged(file, 1, e.getMessage() + ".", e);
    }
  }

  private static String read(Path file) throws RunDirectoryException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new RunDirectoryException(file + " is missing.", e);
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(file, e);
    }
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse(JsonNode json) throws MalformedJsonException;
  }
}
