package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with suites. */
@Command(
    name = "suite",
    description = {
      "List, show, run and prove suites: plans that belong together, and tables of what they found.",
      "",
      "A suite is one that comes with the program, by its name, or any other by the path of its"
          + " file or folder.",
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nExamples:",
      "  loadstone suite list",
      "  loadstone suite run cam",
      "  loadstone suite COMMAND --help",
    })
final class SuiteCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  SuiteCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public List<Subcommand> commands() {
    return List.of(
        new SuiteListCommand(shell),
        new SuiteShowCommand(shell),
        new SuiteRunCommand(shell),
        new SuiteProveCommand(shell));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "a command is missing\n\n" + command.commandLine().getUsageMessage());
  }
}
