package dev.loadstone.app.command;

import dev.loadstone.app.console.Shell;
import dev.loadstone.app.suite.RunOutcome;
import dev.loadstone.app.suite.SuiteRun;
import dev.loadstone.app.suite.SuiteText;

/** Tells of a suite's runs on stderr: of each when it begins, and of what went wrong with it. */
class RunTeller implements SuiteRun.Listener {
  private final Shell shell;

  RunTeller(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void begins(String run, int number, int of) {
    shell.err().println("Run " + number + " of " + of + ": " + run);
  }

  @Override
  public void skipped(String run, String reason) {
    shell.err().print(SuiteText.skipped(run, reason));
  }

  @Override
  public void ended(String run, RunOutcome outcome) {
    outcome
        .unwritten()
        .ifPresent(failure -> shell.err().println("loadstone: " + failure.getMessage()));
  }
}
