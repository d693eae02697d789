package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.extension.ExtensionException;
import dev.loadstone.app.extension.Extensions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
  private static final Map<String, Function<Shell, Subcommand>> COMMANDS = commands();

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

  @Option(
      names = "--extensions",
      paramLabel = "PATH",
      scope = ScopeType.INHERIT,
      description =
          "A jar with step kinds, probes or reports, or a folder of such jars. Repeatable.")
  List<Path> extensions = new ArrayList<>();

  private Loadstone() {}

  private static Map<String, Function<Shell, Subcommand>> commands() {
    Map<String, Function<Shell, Subcommand>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("bench", BenchCommand::new);
    commands.put("serve", ServeCommand::new);
    commands.put("suite", SuiteCommand::new);
    commands.put("validate", ValidateCommand::new);
    commands.put("convert", ConvertCommand::new);
    commands.put("testbed", TestbedCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("compare", CompareCommand::new);
    commands.put("gate", GateCommand::new);
    commands.put("history", HistoryCommand::new);
    commands.put("trend", TrendCommand::new);
    commands.put("baseline", BaselineCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("version", VersionCommand::new);
    commands.put("aot-training", AotTrainingCommand::new);
    return commands;
  }

  /** Returns the command line with all commands. */
  public static CommandLine commandLine(Shell shell) {
    return commandLine(shell, List.copyOf(COMMANDS.keySet()));
  }

  /**
   * Runs a command.
   *
   * @param args the command and its arguments
   * @return the code with which a process would end
   */
  public static int execute(Shell shell, String... args) {
    if (args.length == 1 && args[0].equals("version")) {
      return new VersionCommand(shell).call();
    }
    boolean isCommand = args.length > 0 && COMMANDS.containsKey(args[0]);
    // Describing a command to the parser takes longer than the rest of a short one.
    CommandLine line = isCommand ? commandLine(shell, List.of(args[0])) : commandLine(shell);
    return line.execute(args);
  }

  private static CommandLine commandLine(Shell shell, List<String> commands) {
    Loadstone root = new Loadstone();
    CommandLine line = new CommandLine(root);
    COMMANDS.forEach((name, command) -> {
      if (commands.contains(name)) {
        line.addSubcommand(described(command.apply(shell)));
      }
    });
    describe(line.getCommandSpec(), List.of(ExitCode.values()));
    Failures failures = new Failures(shell, () -> root.stacktrace);
    return line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(shell.outColour() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(false)
        .setExecutionStrategy(parsed -> {
          root.loadExtensions();
          return new CommandLine.RunLast().execute(parsed);
        })
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private void loadExtensions() {
    try {
      Extensions.load(extensions);
    } catch (ExtensionException unusable) {
      throw new ParameterException(
          command.commandLine(), String.valueOf(unusable.getMessage()), unusable);
    }
  }

  private static CommandLine described(Subcommand command) {
    CommandLine line = new CommandLine(command);
    describe(line.getCommandSpec(), command.exitCodes());
    command.commands().forEach(child -> line.addSubcommand(described(child)));
    return line;
  }

  private static void describe(CommandSpec command, List<ExitCode> codes) {
    command
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.list(codes));
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(),
        "a command is missing\n\n" + command.commandLine().getUsageMessage());
  }
}
