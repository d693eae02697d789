package dev.loadstone.report;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.problem.InvalidInputException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the runs of a side of a comparison. */
public final class ComparisonInput {
  private ComparisonInput() {}

  /**
   * Returns the runs that stand in files and folders.
   *
   * @param places run directories, folders of run directories, and files that other tools wrote,
   *     JMH among them with {@code -rf json}
   * @param patterns of the figures wanted; none for the usual ones
   * @return at least one run for each place
   * @throws RunDirectoryException if a place holds no run, is given twice or cannot be read
   * @throws InvalidInputException if a file is not what its tool writes, or of no known tool
   */
  public static List<ComparedRun> read(List<Path> places, List<SubjectPattern> patterns)
      throws RunDirectoryException {
    List<ComparedRun> runs = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path place : places) {
      for (Path source : sources(place)) {
        if (!seen.add(real(source))) {
          throw new RunDirectoryException(
              source + " is given twice on one side. Give each run once.", null);
        }
        runs.addAll(
            Files.isDirectory(source)
                ? List.of(RunReadings.read(source, patterns))
                : ofFile(source, patterns));
      }
    }
    return runs;
  }

  private static List<ComparedRun> ofFile(Path file, List<SubjectPattern> patterns)
      throws RunDirectoryException {
    if (ForeignResults.isForeign(file)) {
      return ForeignResults.compared(file, patterns);
    }
    String text = text(file);
    return text.stripLeading().startsWith("[")
        ? BenchmarkReadings.of(JmhResults.read(file.toString(), text), patterns)
        : ForeignResults.compared(file, patterns); // tells what it is not
  }

  /**
   * Returns the run directories that places are or hold.
   *
   * @param places run directories, and folders of such
   * @throws RunDirectoryException if a place holds no run, is given twice or cannot be read
   */
  static List<Path> directories(List<Path> places) throws RunDirectoryException {
    List<Path> directories = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path place : places) {
      if (Files.isRegularFile(place)) {
        throw new RunDirectoryException(
            place + " is a file. Give the directory that a run wrote with --out.", null);
      }
      for (Path directory : sources(place)) {
        if (!seen.add(real(directory))) {
          throw new RunDirectoryException(directory + " is given twice. Give each run once.", null);
        }
        directories.add(directory);
      }
    }
    return directories;
  }

  private static Path real(Path place) throws RunDirectoryException {
    try {
      return place.toRealPath();
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(place, e);
    }
  }

  private static List<Path> sources(Path place) throws RunDirectoryException {
    if (Files.isRegularFile(place) || new RunDirectory(place).holdsRun()) {
      return List.of(place);
    }
    if (!Files.isDirectory(place)) {
      throw new RunDirectoryException(
          place
              + " does not exist. Give a run directory, a folder of them, or a result of another"
              + " tool.",
          null);
    }
    if (new BenchmarkDirectory(place).holdsBenchmarks()) {
      throw new RunDirectoryException(
          place
              + " holds benchmarks of one process, which cannot be compared yet. Give run"
              + " directories of \"loadstone run\", or a file of JMH's.",
          null);
    }
    try (Stream<Path> inside = Files.list(place)) {
      List<Path> runs = inside.filter(one -> new RunDirectory(one).holdsRun()).sorted().toList();
      if (runs.isEmpty()) {
        throw new RunDirectoryException(
            place
                + " holds no run: there is no run.json in it nor in a folder in it. Give the"
                + " directory that a run wrote with --out, or a folder of such directories.",
            null);
      }
      return runs;
    } catch (RunDirectoryException known) {
      throw known;
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(place, e);
    }
  }

  private static String text(Path file) throws RunDirectoryException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException binary) {
      throw new RunDirectoryException(
          file + " is no text. Give a run directory, or a result of another tool.", binary);
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(file, e);
    }
  }
}
