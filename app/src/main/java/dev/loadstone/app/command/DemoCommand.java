package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.demo.DemoFiles;
import dev.loadstone.app.demo.TestbedProcess;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.run.PlanSource;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a bundled plan against a testbed of its own. */
@Command(
    name = "demo",
    description = {
      "Run a first load test against the built-in testbed; takes half a minute.",
      "",
      "The testbed runs in a process of its own on a free port of this machine and ends with the"
          + " demo. The run directory has the plan and the report.",
    },
    footer = {"%nExamples:", "  loadstone demo", "  loadstone demo --plain --out demo-run"})
final class DemoCommand implements Subcommand {
  static final String MAIN_CLASS = "dev.loadstone.app.Main";

  private final Shell shell;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run directory; it must be empty or not exist. Default: runs/<time>-<name>-<hash>.")
  Optional<Path> out = Optional.empty();

  @Option(names = "--scale", hidden = true)
  double scale = 1;

  @ArgGroup ProgressOptions progress = new ProgressOptions();

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_OWN_RUNS;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Started started = start()) {
      PlanRun run = new PlanRun(started.plan(), out, ReportChoice.DEFAULT, EngineOptions.DEFAULT);
      PlanRun.Done done = run.execute(progress.choice().view(shell), shell.interrupts());
      return new ResultOutput(shell).show(done, false).code();
    }
  }

  /** Starts the testbed and reads the plan; the files of both are gone before any load is sent. */
  private Started start() throws IOException {
    try (DemoFiles files = DemoFiles.extract()) {
      TestbedProcess testbed = TestbedProcess.start(MAIN_CLASS, files.truth());
      PlanSource source =
          new PlanSource(
              files.plan(),
              Optional.of(testbed.url()),
              List.of(),
              scale,
              Optional.empty(),
              OptionalLong.empty());
      return new Started(source.read(shell.environment()), testbed);
    }
  }

  private record Started(EffectivePlan plan, TestbedProcess testbed) implements AutoCloseable {
    @Override
    public void close() {
      testbed.close();
    }
  }
}
