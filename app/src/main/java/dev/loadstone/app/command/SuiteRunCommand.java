package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.run.RunFolders;
import dev.loadstone.app.suite.RunOutcome;
import dev.loadstone.app.suite.Suite;
import dev.loadstone.app.suite.SuiteJson;
import dev.loadstone.app.suite.SuiteResult;
import dev.loadstone.app.suite.SuiteRun;
import dev.loadstone.app.suite.SuiteText;
import dev.loadstone.app.suite.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a suite. */
@Command(
    name = "run",
    description = {
      "Run the plans of a suite, one after the other, and fill its tables with what they found.",
      "",
      "Without a target they run against the built-in testbed, in a process of its own, which does"
          + " what the suite's truth says. Every run has its directory; suite.md and suite.json"
          + " beside them have the verdicts and the tables. The verdict is the worst of all.",
    },
    footer = {
      "%nExamples:",
      "  loadstone suite run cam",
      "  loadstone suite run cam --profile daily --target https://staging.example.com",
      "  loadstone suite run cam --set basic:load.phases[0].users=100 --tier professional",
      "  loadstone suite run ./my-suite",
    })
final class SuiteRunCommand implements Subcommand {
  private final Shell shell;

  @Parameters(paramLabel = "SUITE", description = "A suite's name, or the path of one.")
  String wanted = "";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "What of the suite is run, at which scale. Default: quick.")
  String profile = "quick";

  @Option(
      names = "--target",
      paramLabel = "URL[,URL...]",
      description =
          "The system under test, instead of a testbed; several instances of it with commas"
              + " between.")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--tier",
      paramLabel = "NAME",
      description = "Judge every plan that has this tier by it, instead of by the suite's.")
  Optional<String> tier = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "[RUN:]PATH=VALUE",
      description = "Another value in all plans, or in that of one run. Repeatable.")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder of all run directories; it must be empty or not exist. Default:"
              + " runs/<time>-<suite>-<profile>.")
  Optional<Path> out = Optional.empty();

  @ArgGroup ProgressOptions progress = new ProgressOptions();

  SuiteRunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_RUNS;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Suites suites = Suites.open()) {
      Suite suite = Suite.read(suites.find(wanted));
      Suite.Profile chosen = suite.profile(profile);
      Path folder =
          out.orElseGet(() ->
              RunFolders.next(
                  suite.name() + "-" + chosen.name(), Instant.now(), ZoneId.systemDefault()));
      SuiteRun run =
          new SuiteRun(suite, chosen, new SuiteRun.Changes(target, tier, overrides), folder);
      SuiteResult result =
          run.execute(
              DemoCommand.MAIN_CLASS,
              shell.environment(),
              () -> progress.choice().view(shell),
              shell.interrupts(),
              new Teller());
      return show(result, folder).code();
    }
  }

  private ExitCode show(SuiteResult result, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("suite.md"), SuiteText.markdown(result));
    Files.writeString(folder.resolve("suite.json"), SuiteJson.of(result));
    shell.out().print(SuiteText.plain(result.tables()));
    shell.out().print(SuiteText.gates(result.gates()));
    shell.out().println("\nVerdict: " + result.verdict().label());
    shell.out().println("Suite: " + folder.resolve("suite.md"));
    shell.out().flush();
    if (result.isInterrupted()) {
      return ExitCode.INTERRUPTED;
    }
    boolean unwritten =
        result.runs().values().stream().anyMatch(outcome -> outcome.unwritten().isPresent());
    return unwritten ? ExitCode.INTERNAL : ResultOutput.exitCode(result.verdict());
  }

  /** Tells on stdout what became of each run, too. */
  private final class Teller extends RunTeller {
    Teller() {
      super(shell);
    }

    @Override
    public void skipped(String run, String reason) {
      shell.out().print(SuiteText.skipped(run, reason));
      shell.out().flush();
    }

    @Override
    public void ended(String run, RunOutcome outcome) {
      shell.out().print(SuiteText.of(run, outcome));
      shell.out().flush();
      super.ended(run, outcome);
    }
  }
}
