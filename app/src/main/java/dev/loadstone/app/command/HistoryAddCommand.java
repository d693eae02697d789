package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.history.Recorder;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.report.ForeignResults;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.RunDirectoryReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds runs to a history from their directories or from files of other tools. */
@Command(
    name = "add",
    description = {
      "Add runs to a history from their directories, or from files of other tools.",
      "",
      "A run that is known stays as it is. Branch and commit are those that the run noted, unless"
          + " they are given.",
    },
    footer = {"%nExample:", "  loadstone history add runs/*/ --tag machine=lab-3"})
final class HistoryAddCommand implements Subcommand {
  private final Shell shell;

  @Parameters(
      paramLabel = "PLACE",
      arity = "1..*",
      description = "Run directories, and files that \"loadstone import\" reads.")
  List<Path> directories = new ArrayList<>();

  @Mixin HistoryOption where = new HistoryOption();

  @Mixin OriginOptions origin = new OriginOptions();

  HistoryAddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws HistoryException, RunDirectoryException {
    Recorder recorder = origin.recorder();
    int added = 0;
    try (History history = History.open(where.place(shell))) {
      for (Path directory : directories) {
        added += recorder.add(history, result(directory), directory) ? 1 : 0;
      }
    }
    shell
        .out()
        .println("Added " + added + " of " + directories.size() + " runs; the others were known.");
    shell.out().flush();
    return ExitCode.OK.code();
  }

  private static RunResult result(Path place) throws RunDirectoryException {
    if (Files.isRegularFile(place)) {
      return ForeignResults.result(ForeignResults.run(place));
    }
    RunAccumulator accumulator = new RunAccumulator();
    RunDirectoryReader.of(new RunDirectory(place)).replay(accumulator);
    return accumulator.result();
  }
}
