package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with baselines. */
@Command(
    name = "baseline",
    description = {
      "Set, show or clear the run that others of its plan are held against.",
      "",
      "Nothing but these commands ever changes it.",
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nExamples:",
      "  loadstone baseline set 0a1b2c3d4e5f",
      "  loadstone baseline show",
      "  loadstone baseline clear chat-mixed",
    })
final class BaselineCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  BaselineCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public List<Subcommand> commands() {
    return List.of(
        new BaselineSetCommand(shell),
        new BaselineShowCommand(shell),
        new BaselineClearCommand(shell));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "a command is missing\n\n" + command.commandLine().getUsageMessage());
  }
}
