package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.RunEntry;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.RunDirectoryReader;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a run the baseline of its plan. */
@Command(
    name = "set",
    description = "Make a run the baseline of its plan, in place of any other.",
    footer = {
      "%nExamples:",
      "  loadstone baseline set 0a1b2c3d4e5f",
      "  loadstone baseline set runs/20260131-101500-chat-mixed-0a1b2c3d",
    })
final class BaselineSetCommand implements Subcommand {
  private final Shell shell;

  @Parameters(paramLabel = "RUN", description = "The run's id, or how it begins; or its directory.")
  String run = "";

  @Mixin HistoryOption where = new HistoryOption();

  BaselineSetCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws HistoryException, RunDirectoryException {
    try (History history = History.existing(where.place(shell))) {
      RunEntry entry = history.run(id());
      if (entry.verdict() == Verdict.INVALID) {
        throw new HistoryException(
            "run "
                + entry.id()
                + " is invalid: its figures say nothing of the target. Choose another run");
      }
      history.setBaseline(entry.id(), History.now());
      shell.out().println("Baseline of " + entry.plan() + ": " + entry.id());
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }

  private String id() throws RunDirectoryException {
    RunDirectory directory = new RunDirectory(Path.of(run));
    return directory.holdsRun() ? RunEntry.idOf(RunDirectoryReader.of(directory).start()) : run;
  }
}
