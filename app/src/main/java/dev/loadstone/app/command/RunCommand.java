package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.history.SourceFacts;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.trace.Tracing;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Place;
import dev.loadstone.report.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a plan and judges it. */
@Command(
    name = "run",
    description = {
      "Run a plan against its target, judge it, and write a report.",
      "",
      "Everything goes into the run directory as it happens; result.json is always among it."
          + " The summary goes to the standard output; with --format json the result document"
          + " does instead. Progress goes to the standard error.",
    },
    footer = {
      "%nExamples:",
      "  loadstone run examples/01-first-run/plan.yaml",
      "  loadstone run plan.yaml --target https://staging.example.com --scale 0.1",
      "  loadstone run plan.yaml --set load.phases[0].users=100 --tier enterprise",
      "  loadstone run plan.yaml --live",
      "  loadstone run plan.yaml --quiet --format json > result.json",
      "  loadstone run plan.yaml --metrics 9464 --metrics-compat sniper",
      "  loadstone run plan.yaml --log-file loadstone.log --log-format ecs",
      "  loadstone run plan.yaml --otlp http://127.0.0.1:4318 --trace-sample 0.01",
    })
final class RunCommand implements Subcommand, LogOutput.Owner {

  private Shell shell;
  private LogOutput logging;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin PlanOptions plan = new PlanOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run directory; it must be empty or not exist. Default: runs/<time>-<name>-<hash>.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      completionCandidates = Formats.class,
      description =
          "Reports to write: ${COMPLETION-CANDIDATES}. Default: html,csv. json also puts the result on the standard output.")
  Set<String> formats = new LinkedHashSet<>();

  @Option(
      names = "--history",
      paramLabel = "PATH|URL",
      description =
          "Remember the run there: a file, or postgresql://USER:PASSWORD@HOST/DATABASE; none not to."
              + " Default: the environment variable LOADSTONE_HISTORY, else runs/history.db unless"
              + " --out is given.")
  Optional<String> history = Optional.empty();

  @Option(
      names = "--live",
      description =
          "Serve a page to this machine while the run goes on, in which it can be watched, changed"
              + " and stopped.")
  boolean live;

  @Option(
      names = "--live-port",
      paramLabel = "PORT",
      defaultValue = "8089",
      description = "The page's port; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  int livePort;

  @Mixin MetricsFlags metrics = new MetricsFlags();

  @Mixin OriginOptions origin = new OriginOptions();

  @Mixin EngineFlags engine = new EngineFlags();

  @Mixin LogFlags log = new LogFlags();

  @ArgGroup ProgressOptions progress = new ProgressOptions();

  RunCommand(Shell shell) {
    this.shell = shell;
    logging = LogOutput.none(shell);
  }

  @Override
  public LogOutput logging() {
    return logging;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_RUNS;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, HistoryException {
    checkPage();
    logging = LogOutput.open(log, command.commandLine(), shell);
    shell = logging.shell();
    ReportChoice reports = Formats.choice(command.commandLine(), formats);
    boolean document = reports.formats().contains(Format.JSON);
    EffectivePlan effective;
    try {
      effective = plan.source().read(shell.environment());
    } catch (InvalidInputException invalid) {
      if (document) {
        shell.out().print(ProblemText.json(invalid.problems()));
      }
      throw invalid;
    }
    logging.about(effective.plan().name());
    RunView view = logging.view(progress.choice());
    metrics.check(command.commandLine());
    if (!metrics.wanted()) {
      return run(effective, reports, view, List.of(), Optional.empty());
    }
    try (MetricsOutput served =
        MetricsOutput.open(
            metrics, effective.plan(), shell.environment(), command.commandLine(), view::note)) {
      served.url().ifPresent(url -> view.note("Metrics: " + url));
      int code = run(effective, reports, view, served.observers(), served.tracing());
      served.awaitLastScrape();
      return code;
    }
  }

  private void checkPage() {
    if (!live && command.commandLine().getParseResult().hasMatchedOption("--live-port")) {
      throw new ParameterException(
          command.commandLine(), "--live-port must come with --live. Add --live.");
    }
  }

  private int run(
      EffectivePlan effective,
      ReportChoice reports,
      RunView view,
      List<RunObserver> observers,
      Optional<Tracing> tracing)
      throws IOException, InterruptedException, HistoryException {
    Optional<Place> memory = memory();
    EngineOptions options = engine.options(command.commandLine());
    PlanRun run =
        new PlanRun(
            effective,
            out,
            reports,
            tracing.map(options::traced).orElse(options),
            SourceFacts.of(shell.environment(), origin.branch, origin.commit),
            observers);
    PlanRun.Done done = live ? watched(run, view, memory) : run.execute(view, shell.interrupts());
    ExitCode code = new ResultOutput(shell).show(done, reports.formats().contains(Format.JSON));
    memory.ifPresent(place -> remember(place, done));
    return code.code();
  }

  private PlanRun.Done watched(PlanRun run, RunView view, Optional<Place> memory)
      throws IOException, InterruptedException {
    Listening.checkPort(command.commandLine(), "--live-port", livePort);
    return WatchedPlan.execute(shell, run, view, livePort, memory);
  }

  /** Returns where the run will be remembered; a wrong name is told before any load. */
  private Optional<Place> memory() throws HistoryException {
    Optional<String> named =
        history
            .or(() -> HistoryOption.variable(shell))
            .or(() -> out.isPresent() ? Optional.empty() : Optional.of(HistoryOption.DEFAULT));
    return named.isEmpty() || named.get().equals("none")
        ? Optional.empty()
        : Optional.of(Place.of(named.get()));
  }

  /** A history that fails costs no run: everything is in the run directory. */
  private void remember(Place place, PlanRun.Done done) {
    try (History memory = History.open(place)) {
      origin.recorder().add(memory, done.result(), done.folder());
    } catch (HistoryException unusable) {
      shell.err().println("loadstone: the run is not in the history: " + unusable.getMessage());
      shell.err().println("Add it later: loadstone history add " + done.folder());
    }
  }
}
