package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes the baseline of a plan away. */
@Command(
    name = "clear",
    description = "Take the baseline of a plan away; its run stays.",
    footer = {"%nExample:", "  loadstone baseline clear chat-mixed"})
final class BaselineClearCommand implements Subcommand {
  private final Shell shell;

  @Parameters(paramLabel = "PLAN", description = "The plan's name.")
  String plan = "";

  @Mixin HistoryOption where = new HistoryOption();

  BaselineClearCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws HistoryException {
    try (History history = History.existing(where.place(shell))) {
      shell
          .out()
          .println(
              history.clearBaseline(plan)
                  ? "Cleared the baseline of " + plan + "."
                  : plan + " has no baseline.");
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }
}
