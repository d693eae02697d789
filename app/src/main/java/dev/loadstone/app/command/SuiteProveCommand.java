package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.run.RunFolders;
import dev.loadstone.app.suite.Proof;
import dev.loadstone.app.suite.ProofJson;
import dev.loadstone.app.suite.ProofText;
import dev.loadstone.app.suite.Suite;
import dev.loadstone.app.suite.SuiteProof;
import dev.loadstone.app.suite.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows that the thresholds of a suite can fail. */
@Command(
    name = "prove",
    description = {
      "Show of every threshold of a suite's plans that it can fail: it must be met while the"
          + " testbed does what it should, and fail under a defect that the suite says makes it"
          + " fail.",
      "",
      "Each plan that a defect names is run without it and with it, against the built-in testbed."
          + " The folder has every run's directory with the truth beside it, and the table of all"
          + " thresholds in prove.md and prove.json. A threshold that is not proven counts as"
          + " missed; if that is only because runs were invalid or too short to tell, as invalid.",
    },
    footer = {
      "%nExamples:",
      "  loadstone suite prove cam",
      "  loadstone suite prove cam --plan arbitration",
      "  loadstone suite prove ./my-suite",
    })
final class SuiteProveCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "SUITE", description = "A suite's name, or the path of one.")
  String wanted = "";

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description = "The only plan whose thresholds are to be proven.")
  Optional<String> plan = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder of all run directories; it must be empty or not exist. Default:"
              + " runs/<time>-<suite>-prove.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--target",
      paramLabel = "URL",
      hidden = true,
      description = "Refused, with the reason.")
  Optional<String> target = Optional.empty();

  @ArgGroup ProgressOptions progress = new ProgressOptions();

  SuiteProveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_OWN_RUNS;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (target.isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "--target cannot be used here: only a testbed can be told to have a defect, got: "
              + target.get());
    }
    try (Suites suites = Suites.open()) {
      Suite suite = Suite.read(suites.find(wanted));
      Path folder =
          out.orElseGet(() ->
              RunFolders.next(suite.name() + "-prove", Instant.now(), ZoneId.systemDefault()));
      Proof proof =
          new SuiteProof(suite, plan, folder)
              .execute(
                  DemoCommand.MAIN_CLASS,
                  shell.environment(),
                  () -> progress.choice().view(shell),
                  shell.interrupts(),
                  new RunTeller(shell));
      return show(proof, folder).code();
    }
  }

  private ExitCode show(Proof proof, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("prove.md"), ProofText.markdown(proof));
    Files.writeString(folder.resolve("prove.json"), ProofJson.of(proof));
    shell.out().print(ProofText.plain(proof));
    shell.out().println("Proof: " + folder.resolve("prove.md"));
    shell.out().flush();
    return code(proof);
  }

  private static ExitCode code(Proof proof) {
    if (proof.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    if (proof.unwritten()) {
      return ExitCode.INTERNAL;
    }
    if (proof.unproven().isEmpty()) {
      return ExitCode.OK;
    }
    boolean unjudged =
        proof.unproven().stream()
            .allMatch(row -> row.outcome() == Proof.Outcome.COULD_NOT_BE_JUDGED);
    return unjudged ? ExitCode.INVALID : ExitCode.FAILED;
  }
}
