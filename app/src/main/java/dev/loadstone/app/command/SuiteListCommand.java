package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.suite.Suite;
import dev.loadstone.app.suite.Suites;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the suites that come with the program. */
@Command(
    name = "list",
    description = "List the suites that come with the program, with their profiles.",
    footer = {"%nExample:", "  loadstone suite list"})
final class SuiteListCommand implements Subcommand {
  private final Shell shell;

  SuiteListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws IOException {
    try (Suites suites = Suites.open()) {
      for (String name : suites.names()) {
        Suite suite = Suite.read(suites.find(name));
        shell.out().println(name + ": " + suite.description());
        shell.out().println("  profiles: " + String.join(", ", suite.profiles().keySet()));
      }
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }
}
