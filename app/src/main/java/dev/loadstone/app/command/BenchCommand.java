package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.console.Terminal;
import dev.loadstone.app.run.BenchmarkRun;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.report.BenchmarkJson;
import dev.loadstone.report.BenchmarkText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a plan's benchmarks. */
@Command(
    name = "bench",
    description = {
      "Measure the components of a plan by warm-up and samples, and judge them by their targets.",
      "",
      "Every iteration goes into the run directory, and the results as benchmarks.json and"
          + " report.html. The tables go to the standard output, in a terminal without the columns"
          + " that do not fit; with --format json the document does instead.",
    },
    footer = {
      "%nExamples:",
      "  loadstone bench examples/10-components/plan.yaml",
      "  loadstone bench plan.yaml --benchmark detection --set benchmarks.detection.samples=1000",
    })
final class BenchCommand implements Subcommand {
  /** Columns where nobody's terminal limits them; wide enough for every column. */
  private static final int WIDTH = 200;

  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin PlanFile plan = new PlanFile();

  @Option(
      names = "--benchmark",
      paramLabel = "NAME",
      description = "Only this benchmark of the plan. Repeatable.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run directory; it must be empty or not exist. Default: runs/<time>-<name>-<hash>.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "What goes to the standard output: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  TextOrJson format = TextOrJson.text;

  @Option(names = "--quiet", description = "Show no progress.")
  boolean quiet;

  @Mixin EngineFlags engine = new EngineFlags();

  BenchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_RUNS;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    EffectivePlan effective;
    try {
      effective = plan.source(1, Optional.empty()).read(shell.environment());
    } catch (InvalidInputException invalid) {
      if (format == TextOrJson.json) {
        shell.out().print(ProblemText.json(invalid.problems()));
      }
      throw invalid;
    }
    BenchmarkRun run =
        new BenchmarkRun(effective, names, out, engine.options(command.commandLine()));
    return show(run.execute(this::progress, shell.interrupts())).code();
  }

  private void progress(BenchmarkResult result) {
    if (!quiet) {
      shell
          .err()
          .println(
              result.verdict().label()
                  + "  "
                  + result.name()
                  + ", concurrency "
                  + result.concurrency()
                  + ": "
                  + result.times().count()
                  + " samples");
    }
  }

  private ExitCode show(BenchmarkRun.Done done) {
    if (format == TextOrJson.json) {
      shell.out().print(BenchmarkJson.of(done.report()));
    } else {
      int width = shell.outIsTerminal() ? Terminal.width() : WIDTH;
      shell.out().print(BenchmarkText.of(done.report(), width, shell.outColour()));
    }
    shell.out().flush();
    shell.err().println("Report: " + done.directory().page());
    if (done.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return switch (done.report().verdict()) {
      case PASS, WARN -> ExitCode.OK;
      case FAIL -> ExitCode.FAILED;
      case INCONCLUSIVE, INVALID -> ExitCode.INVALID;
    };
  }
}
