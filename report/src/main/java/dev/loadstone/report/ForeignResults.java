package dev.loadstone.report;

import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunObservers;
import dev.loadstone.report.imports.Imported;
import dev.loadstone.report.imports.ImportedBenchmarks;
import dev.loadstone.report.imports.ImportedRun;
import dev.loadstone.report.imports.Imports;
import dev.loadstone.report.imports.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results of other tools, as runs like Loadstone's own. */
public final class ForeignResults {
  private ForeignResults() {}

  /**
   * Reads files of another tool.
   *
   * @param files at least one, all of the same tool
   * @param tool that wrote them, if a person says so
   * @param plan what to call the plan; the tool's name by default
   * @return a run or a set of benchmarks for each file, or for all that a tool wrote of one run
   * @throws RunDirectoryException if a file cannot be read, or is not what it must be: its name,
   *     the line, and what to do
   */
  public static List<Imported> read(List<Path> files, Optional<Tool> tool, Optional<String> plan)
      throws RunDirectoryException {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new RunDirectoryException(
            file
                + (Files.exists(file) ? " is no file." : " does not exist.")
                + " Give a file that another tool wrote.",
            null);
      }
    }
    try {
      return Imports.read(files, tool, plan);
    } catch (InvalidInputException wrong) {
      throw new RunDirectoryException(String.valueOf(wrong.getMessage()), wrong);
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(files.getFirst(), e);
    }
  }

  /**
   * Reads a file of another tool that holds a run.
   *
   * @throws RunDirectoryException if it cannot be read, is not what it must be, or holds benchmarks
   */
  public static ImportedRun run(Path file) throws RunDirectoryException {
    Imported read = read(List.of(file), Optional.empty(), Optional.empty()).getFirst();
    if (read instanceof ImportedRun run) {
      return run;
    }
    throw new RunDirectoryException(
        file
            + " holds benchmarks of "
            + read.tool().label()
            + ", which are no run. \"loadstone compare\" takes the file as it is.",
        null);
  }

  /** Returns the result of a run that another tool made. */
  public static RunResult result(ImportedRun run) {
    RunAccumulator accumulator = new RunAccumulator();
    run.replay(accumulator);
    return accumulator.result();
  }

  /**
   * Writes a run that another tool made into a directory of its own.
   *
   * @return its result
   * @throws RunDirectoryException if the directory is not empty or cannot be written
   */
  public static RunResult write(ImportedRun run, RunDirectory directory)
      throws RunDirectoryException {
    RunAccumulator accumulator = new RunAccumulator();
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(directory)) {
      run.replay(new RunObservers(List.of(accumulator, writer)));
      RunResult result = accumulator.result();
      writer.result(result);
      return result;
    }
  }

  /** Returns whether a file is of a known tool other than JMH. */
  static boolean isForeign(Path file) throws RunDirectoryException {
    try {
      return Imports.recognises(file);
    } catch (IOException e) {
      throw RunDirectoryException.unreadable(file, e);
    }
  }

  /**
   * Returns the runs of a file for a comparison.
   *
   * @param patterns of the figures wanted; none for the usual ones
   */
  static List<ComparedRun> compared(Path file, List<SubjectPattern> patterns)
      throws RunDirectoryException {
    List<ComparedRun> runs = new ArrayList<>();
    for (Imported one : read(List.of(file), Optional.empty(), Optional.empty())) {
      switch (one) {
        case ImportedRun run -> runs.add(RunReadings.of(run, file.toString(), patterns));
        case ImportedBenchmarks benchmarks ->
            runs.addAll(BenchmarkReadings.of(benchmarks, file.toString(), patterns));
      }
    }
    return runs;
  }
}
