package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program with all its commands. */
@Command(
    name = "loadstone",
    description = {
      "Measure how much load an AI-agent platform, or any streaming API, really carries.",
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nExamples:",
      "  loadstone demo",
      "  loadstone run examples/01-first-run/plan.yaml",
      "  loadstone COMMAND --help",
    })
public final class Loadstone implements Runnable {
  @Spec CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  boolean help;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error, too.")
  boolean stacktrace;

  private Loadstone() {}

  /** Returns the command line with all commands. */
  public static CommandLine commandLine(Shell shell) {
    Loadstone root = new Loadstone();
    CommandLine line = new CommandLine(root);
    for (Subcommand subcommand : subcommands(shell)) {
      CommandLine child = new CommandLine(subcommand);
      describe(child.getCommandSpec(), subcommand.exitCodes());
      line.addSubcommand(child);
    }
    describe(line.getCommandSpec(), List.of(ExitCode.values()));
    Failures failures = new Failures(shell, () -> root.stacktrace);
    return line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(shell.outColour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(false)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static void describe(CommandSpec command, List<ExitCode> codes) {
    command
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.list(codes));
  }

  private static List<Subcommand> subcommands(Shell shell) {
    return List.of(
        new RunCommand(shell),
        new ValidateCommand(shell),
        new TestbedCommand(shell),
        new ReportCommand(shell),
        new SchemaCommand(shell),
        new VersionCommand(shell));
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(),
        "a command is missing\n\n" + command.commandLine().getUsageMessage());
  }
}
