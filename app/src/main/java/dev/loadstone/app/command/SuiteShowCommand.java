package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.suite.Suite;
import dev.loadstone.app.suite.Suites;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is in a suite. */
@Command(
    name = "show",
    description =
        "Show the plans, profiles, tables and defects of a suite, and where its files are.",
    footer = {"%nExamples:", "  loadstone suite show cam", "  loadstone suite show ./my-suite"})
final class SuiteShowCommand implements Subcommand {
  private final Shell shell;

  @Parameters(paramLabel = "SUITE", description = "A suite's name, or the path of one.")
  String wanted = "";

  SuiteShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws IOException {
    try (Suites suites = Suites.open()) {
      Suite suite = Suite.read(suites.find(wanted));
      shell.out().println(suite.name() + ": " + suite.description());
      shell.out().println("File: " + suite.file());
      suite.truth().ifPresent(truth -> shell.out().println("Testbed: " + truth.getFileName()));
      shell.out().println("\nPlans");
      suite.plans().forEach((name, plan) -> shell.out().println("  " + name + ": " + plan));
      suite.profiles().values().forEach(this::show);
      shell.out().println("\nTables");
      suite.tables().forEach(table -> shell.out().println("  " + table.title()));
      if (!suite.defects().isEmpty()) {
        shell.out().println("\nDefects");
        suite
            .defects()
            .forEach(defect -> shell.out().println("  " + defect.plan() + ": " + defect.name()));
      }
      if (!suite.gates().isEmpty()) {
        shell.out().println("\nGates");
        suite.gates().forEach(gate -> shell.out().println("  " + gate.name()));
      }
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }

  private void show(Suite.Profile profile) {
    String about = profile.description().isEmpty() ? "" : ": " + profile.description();
    shell.out().println("\nProfile " + profile.name() + about);
    for (Suite.Planned run : profile.runs()) {
      shell.out().println("  " + run.name() + said(run));
    }
  }

  private static String said(Suite.Planned run) {
    StringBuilder said = new StringBuilder();
    if (!run.plan().endsWith(run.name() + ".yaml")) {
      said.append("  plan ").append(run.plan().getFileName());
    }
    if (run.scale() != 1) {
      said.append("  --scale ").append(run.scale());
    }
    run.tier().ifPresent(tier -> said.append("  --tier ").append(tier));
    run.overrides().forEach(override -> said.append("  --set ").append(override));
    run.truth().ifPresent(truth -> said.append("  testbed ").append(truth.getFileName()));
    run.deployment().instances().ifPresent(count -> said.append("  instances ").append(count));
    if (run.deployment().limits().isAny()) {
      said.append("  limits ").append(run.deployment().limits().text());
    }
    run.needs().forEach(server -> said.append("  needs ").append(server));
    return said.toString();
  }
}
