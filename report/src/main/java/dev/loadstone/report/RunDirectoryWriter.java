package dev.loadstone.report;

import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.ToldFigures;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes a run into its directory as it goes, so that a killed process loses at most the last
 * second.
 *
 * <p>Invariants: every interval is handed to the operating system before {@link #interval} returns,
 * its histograms first and its line in {@code intervals.jsonl} last; that line, when whole, vouches
 * for the histograms. {@code end.json} comes after all intervals and {@code result.json} after
 * that.
 *
 * <p>A run must not die of a full disk: a failure to write never leaves an observer's method. The
 * first one is kept in {@link #failure()} and ends the writing, and {@link #result} throws it. Used
 * by one thread.
 */
public final class RunDirectoryWriter implements RunObserver, AutoCloseable {
  /**
   * What a maximum in the log is divided by: standard readers expect milliseconds beside values in
   * nanoseconds.
   */
  private static final double MAX_VALUE_UNIT_RATIO = 1_000_000.0;

  private final RunDirectory directory;
  private final Histogram scratch = Histograms.empty();
  private final List<OutputStream> open = new ArrayList<>();
  private Optional<RunDirectoryException> failure = Optional.empty();
  private OutputStream histograms = OutputStream.nullOutputStream();
  private OutputStream intervals = OutputStream.nullOutputStream();
  private OutputStream failures = OutputStream.nullOutputStream();
  private int nextInterval;

  private RunDirectoryWriter(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Prepares a directory for a run, and creates it if it does not exist.
   *
   * @throws RunDirectoryException if it holds anything already, or cannot be created or written
   */
  public static RunDirectoryWriter create(RunDirectory directory) throws RunDirectoryException {
    prepare(directory);
    return new RunDirectoryWriter(directory);
  }

  /** Creates a directory if it does not exist, and looks whether it is empty and writable. */
  static void prepare(RunDirectory directory) throws RunDirectoryException {
    requireEmpty(directory);
    try {
      Files.createDirectories(directory.path());
      Path probe = Files.createTempFile(directory.path(), ".probe", "");
      Files.delete(probe);
    } catch (IOException e) {
      throw RunDirectoryException.unwritable(directory.path(), e);
    }
  }

  private static void requireEmpty(RunDirectory directory) throws RunDirectoryException {
    try (Stream<Path> files = Files.list(directory.path())) {
      if (directory.holdsRun()) {
        throw new RunDirectoryException(
            directory.path()
                + " already holds a run. Choose another directory with --out, or remove this one.",
            null);
      }
      if (files.findAny().isPresent()) {
        throw new RunDirectoryException(
            directory.path()
                + " is not empty. Choose another directory with --out; a run needs one of its own.",
            null);
      }
    } catch (NoSuchFileException e) {
      // It will be created.
    } catch (NotDirectoryException e) {
      throw new RunDirectoryException(
          directory.path() + " is a file. Choose a directory with --out.", e);
    } catch (IOException e) {
      if (e instanceof RunDirectoryException known) {
        throw known;
      }
      throw RunDirectoryException.unreadable(directory.path(), e);
    }
  }

  /** Returns the first failure to write; after it nothing more is written. */
  public Optional<RunDirectoryException> failure() {
    return failure;
  }

  @Override
  public void started(RunStart start) {
    write(directory.plan(), () -> create(directory.plan(), start.planText()));
    write(directory.histograms(), () -> histograms = create(directory.histograms(), header(start)));
    write(directory.intervals(), () -> intervals = create(directory.intervals(), ""));
    write(directory.failures(), () -> failures = create(directory.failures(), ""));
    write(directory.run(), () -> AtomicFile.write(directory.run(), RunJson.start(start)));
  }

  private static String header(RunStart start) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    HistogramLogWriter log = new HistogramLogWriter(text);
    long startMillis = start.started().toEpochMilli();
    log.outputComment(
        "[Loadstone: values in nanoseconds, one line per interval, measure and tags]");
    log.outputLogFormatVersion();
    log.outputBaseTime(startMillis);
    log.outputStartTime(startMillis);
    log.outputLegend();
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    write(directory.histograms(), () -> histograms.write(encoded(interval)));
    write(directory.intervals(), () -> intervals.write(line(IntervalJson.line(interval))));
    nextInterval = interval.index() + 1;
  }

  private byte[] encoded(IntervalSnapshot interval) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    HistogramLogWriter log = new HistogramLogWriter(text);
    interval.histograms().entrySet().stream()
        .sorted(
            Comparator.comparing(
                (Map.Entry<SeriesKey, Histogram> entry) -> entry.getKey().encoded()))
        .forEach(entry -> {
          // A copy, because the log takes the tag from the histogram, which other observers share.
          scratch.reset();
          scratch.add(entry.getValue());
          scratch.setTag(entry.getKey().encoded());
          log.outputIntervalHistogram(
              interval.startNanos() / 1e9,
              interval.endNanos() / 1e9,
              scratch,
              MAX_VALUE_UNIT_RATIO);
        });
    return text.toByteArray();
  }

  @Override
  public void failure(FailureSample sample) {
    write(
        directory.failures(), () -> failures.write(line(IntervalJson.line(sample, nextInterval))));
  }

  @Override
  public void told(ToldFigures figures) {
    write(
        directory.figures(), () -> AtomicFile.write(directory.figures(), FiguresJson.of(figures)));
  }

  @Override
  public void adjusted(Adjustment adjustment) {
    write(directory.events(), () -> append(directory.events(), RunJson.adjustment(adjustment)));
  }

  @Override
  public void profiled(TakenProfile taken) {
    write(
        directory.profiles(),
        () -> {
          append(directory.profiles(), ProfileJson.line(taken.profile()));
          if (taken.profile().isTaken()) {
            Files.createDirectories(directory.path().resolve(Profile.FOLDER));
          }
          for (Map.Entry<String, String> file : taken.files().entrySet()) {
            AtomicFile.write(directory.path().resolve(file.getKey()), file.getValue());
          }
          for (Map.Entry<String, Path> file : taken.copies().entrySet()) {
            Path copy = directory.path().resolve(file.getKey());
            Files.copy(file.getValue(), copy, StandardCopyOption.REPLACE_EXISTING);
          }
        });
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void ended(RunEnd end) {
    close();
    write(directory.end(), () -> AtomicFile.write(directory.end(), RunJson.end(end)));
  }

  /**
   * Writes {@code result.json}, after the run's end.
   *
   * @throws RunDirectoryException if it cannot be written, or if anything before it could not
   */
  public void result(RunResult result) throws RunDirectoryException {
    write(directory.result(), () -> AtomicFile.write(directory.result(), ResultJson.of(result)));
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /**
   * Closes the files. What was written stays, and counts as a run that was cut unless it had ended.
   */
  @Override
  public void close() {
    for (OutputStream file : open) {
      write(directory.path(), file::close);
    }
    open.clear();
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Unbuffered, so that a write is with the operating system when it returns. */
  private OutputStream create(Path file, String beginning) throws IOException {
    OutputStream stream =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    open.add(stream);
    stream.write(beginning.getBytes(StandardCharsets.UTF_8));
    return stream;
  }

  private void write(Path file, Writing writing) {
    if (failure.isPresent()) {
      return;
    }
    try {
      writing.run();
    } catch (FileAlreadyExistsException e) {
      failure =
          Optional.of(
              new RunDirectoryException(
                  file + " appeared while the run went on; is another run writing there?", e));
    } catch (IOException e) {
      failure = Optional.of(RunDirectoryException.unwritable(file, e));
    }
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }
}
