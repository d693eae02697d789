package dev.loadstone.app.run;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.launch.Environment;
import dev.loadstone.core.launch.RunStarts;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.LoadTest;
import dev.loadstone.engine.Preflight;
import dev.loadstone.engine.SocketNeeds;
import dev.loadstone.engine.StartedTargets;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.engine.WatchedRun;
import dev.loadstone.report.Format;
import dev.loadstone.report.Reports;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.RunDirectoryWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs a plan once, from the look whether its targets are there to the reports.
 *
 * @param plan what to run
 * @param folder the run directory; empty for a new one in {@code runs}
 * @param reports to write, beside {@code result.json}
 * @param engine how to use the machine
 * @param facts that the run notes of itself, beside those of its machine
 * @param observers that hear of it, too
 */
public record PlanRun(
    EffectivePlan plan,
    Optional<Path> folder,
    ReportChoice reports,
    EngineOptions engine,
    Map<String, String> facts,
    List<RunObserver> observers) {
  private static final Duration PREFLIGHT_TIMEOUT = Duration.ofSeconds(3);

  /** Copies the collections. */
  public PlanRun {
    facts = Map.copyOf(facts);
    observers = List.copyOf(observers);
  }

  /** Creates a run that notes nothing but its machine. */
  public PlanRun(
      EffectivePlan plan, Optional<Path> folder, ReportChoice reports, EngineOptions engine) {
    this(plan, folder, reports, engine, Map.of(), List.of());
  }

  /**
   * What a run left behind.
   *
   * @param result the result
   * @param folder the run directory
   * @param written reports, in the order of {@link Format}
   * @param extra what reporters that are not built in wrote
   * @param unwritten why something could not be written
   */
  public record Done(
      RunResult result,
      Path folder,
      List<Path> written,
      ExtraReports extra,
      Optional<RunDirectoryException> unwritten) {}

  /**
   * Runs the plan. At the first interrupt it drains and still writes everything; before the load
   * has begun, it stops what it has started.
   *
   * @throws UnreachableException if a target is not there, and nothing has been written then; or if
   *     one that the plan starts cannot take load, and what it wrote is in the run directory
   * @throws RunDirectoryException if the run directory cannot be used; no load has been sent then
   * @throws InvalidInputException if the plan needs a class or a file that is not there, or
   *     connections that there cannot be, or a target or a limit of it that cannot be had
   * @throws InterruptedException if the thread is interrupted, or there is an interrupt before the
   *     load; the load ends then
   */
  public Done execute(RunView view, Interrupts interrupts)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    if (plan.loads().isEmpty()) {
      String fix = "It has only benchmarks: run them by loadstone bench.";
      throw new InvalidInputException(
          List.of(new Problem(Optional.empty(), "", "must have scenarios to be run", fix)));
    }
    SocketNeeds sockets = SocketNeeds.of(plan.plan());
    if (!sockets.problems().isEmpty()) {
      throw new InvalidInputException(sockets.problems());
    }
    new Preflight(PREFLIGHT_TIMEOUT, PlanRun::another).check(StartedTargets.others(plan));
    RunStart start = RunStarts.of(plan, Instant.now(), Environment.facts());
    Path path = folder.orElseGet(() -> RunFolders.next(start, ZoneId.systemDefault()));
    RunDirectory directory = new RunDirectory(path);
    view.keptIn(path);
    sockets.notes().forEach(view::note); // of this run, not of the one before
    RunWish wish = new RunWish(view);
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(directory);
        Interrupts.Watch _ = interrupts.watch(wish::end);
        StartedTargets started = StartedTargets.start(plan, Optional.of(path))) {
      Map<String, String> all = new TreeMap<>(facts);
      all.putAll(started.facts());
      Noted noted = new Noted(writer, all);
      LoadTest test = test(started.plan(), noted, view);
      WatchedRun run = started.whileRunning(StartedTargets.BEFORE_LOAD, () -> begun(test));
      wish.began(run);
      view.began(run);
      started.onEnd(sentence -> ended(run, view, sentence));
      RunResult result = noted.with(run.await());
      started.losses().forEach(loss -> view.note(loss + "."));
      view.judged(result);
      return write(result, writer, path);
    }
  }

  private static WatchedRun begun(LoadTest test) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the load");
    }
    return test.start();
  }

  private LoadTest test(EffectivePlan started, RunObserver writer, RunView view) {
    LoadTest test = LoadTest.of(started).engine(engine).observer(writer).observer(view);
    for (RunObserver observer : observers) {
      test = test.observer(observer);
    }
    return test;
  }

  /** Returns how to give another target on the command line. */
  static String another(Target target) {
    return "give another target: --target "
        + (target.name().equals(Target.DEFAULT) ? "" : target.name() + "=")
        + "URL";
  }

  private static void ended(WatchedRun run, RunView view, String sentence) {
    view.note(sentence + ".");
    run.stop(RunEnd.Reason.ABORTED, sentence);
  }

  private Done write(RunResult result, RunDirectoryWriter writer, Path path) {
    try {
      writer.result(result);
      Set<Format> others = EnumSet.noneOf(Format.class);
      others.addAll(reports.formats());
      others.remove(Format.JSON);
      List<Path> written = Reports.write(result, path, others);
      ExtraReports extra = ExtraReports.write(reports.reporters(), result, path);
      return new Done(result, path, written, extra, Optional.empty());
    } catch (RunDirectoryException unwritable) {
      return new Done(result, path, List.of(), ExtraReports.NONE, Optional.of(unwritable));
    }
  }
}
