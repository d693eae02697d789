package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.core.launch.Environment;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the version. */
@Command(
    name = "version",
    description = "Print the version.",
    footer = {"%nExamples:", "  loadstone version", "  loadstone version --verbose"})
final class VersionCommand implements Subcommand {
  private final Shell shell;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print what runs it, too: the same facts that every result carries.")
  boolean verbose;

  VersionCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() {
    shell.out().println("loadstone " + Environment.version());
    if (verbose) {
      Environment.facts().forEach((name, fact) -> shell.out().println(name + ": " + fact));
    }
    return ExitCode.OK.code();
  }
}
