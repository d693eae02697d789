package dev.loadstone.report;

import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Several runs of one plan, side by side. The first is what the others are held against.
 *
 * @param runs at least two
 */
public record Overlay(List<Run> runs) {
  /** The most runs of one report: that is how many curves people tell apart. */
  public static final int RUNS_MAX = 8;

  /** The formats that a report of several runs comes in. */
  public static final Set<Format> FORMATS =
      Collections.unmodifiableSet(EnumSet.of(Format.HTML, Format.MD, Format.CSV));

  /** Copies the runs. */
  public Overlay {
    runs = List.copyOf(runs);
    if (runs.size() < 2) {
      throw new IllegalArgumentException("an overlay has two runs at least, got: " + runs.size());
    }
  }

  /**
   * A run.
   *
   * @param letter stands for it in headings: A, B, …
   * @param directory as a person gave it
   * @param result what it found
   */
  public record Run(String letter, String directory, RunResult result) {}

  /**
   * Reads runs.
   *
   * @param directories of the runs, two at least
   * @throws RunDirectoryException if one is given twice, holds no run, cannot be read, or is of
   *     another plan than the first
   */
  public static Overlay read(List<Path> directories) throws RunDirectoryException {
    if (directories.size() > RUNS_MAX) {
      throw new RunDirectoryException(
          "One report shows at most " + RUNS_MAX + " runs, got: " + directories.size() + ".", null);
    }
    List<Path> real = new ArrayList<>();
    for (Path directory : directories) {
      RunDirectoryReader.of(new RunDirectory(directory));
      Path place = real(directory);
      if (real.contains(place)) {
        throw new RunDirectoryException(directory + " is given twice. Give each run once.", null);
      }
      real.add(place);
    }
    List<Run> runs = new ArrayList<>();
    for (Path directory : directories) {
      RunAccumulator accumulator = new RunAccumulator();
      RunDirectoryReader.of(new RunDirectory(directory)).replay(accumulator);
      String letter = Character.toString('A' + runs.size());
      runs.add(new Run(letter, directory.toString(), accumulator.result()));
      check(runs);
    }
    return new Overlay(runs);
  }

  /** Returns the same for readers elsewhere, whom the places of the runs do not concern. */
  public Overlay withoutPlaces() {
    return new Overlay(
        runs.stream()
            .map(run ->
                new Run(
                    run.letter(),
                    Objects.toString(Path.of(run.directory()).getFileName(), ""),
                    run.result()))
            .toList());
  }

  private static Path real(Path directory) throws RunDirectoryException {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(directory, e);
    }
  }

  private static void check(List<Run> runs) throws RunDirectoryException {
    Run first = runs.getFirst();
    Run last = runs.getLast();
    String own = last.result().start().name();
    String of = first.result().start().name();
    if (!own.equals(of)) {
      throw new RunDirectoryException(
          "One report shows runs of one plan, got: "
              + of
              + " ("
              + first.directory()
              + ") and "
              + own
              + " ("
              + last.directory()
              + "). Make a report of each.",
          null);
    }
  }

  /** Returns the run that the others are held against. */
  Run first() {
    return runs.getFirst();
  }

  /** Returns the name of the plan. */
  public String name() {
    return first().result().start().name();
  }

  /** Returns when the first run began. */
  public Instant started() {
    return first().result().start().started();
  }

  /**
   * Returns a report in UTF-8.
   *
   * @param format one of {@link #FORMATS}
   * @param theme of a page
   */
  byte[] report(Format format, Theme theme) {
    return switch (format) {
      case HTML -> OverlayPage.of(this, theme);
      case MD -> Reports.utf8(OverlayMarkdown.of(this));
      case CSV -> Reports.utf8(OverlayCsv.of(this));
      default ->
          throw new IllegalArgumentException("no overlay comes in the format " + format.label());
    };
  }

  /**
   * Returns what a report's file is called: {@code runs.html}, {@code runs.md}, {@code runs.csv}.
   */
  static String fileName(Format format) {
    return "runs." + format.label();
  }
}
