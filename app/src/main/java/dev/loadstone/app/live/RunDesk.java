package dev.loadstone.app.live;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.history.Recorder;
import dev.loadstone.app.history.SourceFacts;
import dev.loadstone.app.history.TrendChart;
import dev.loadstone.app.history.TrendView;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.app.run.RunFolders;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.launch.Environment;
import dev.loadstone.core.launch.RunStarts;
import dev.loadstone.core.plan.yaml.PlanSchema;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.WatchedRun;
import dev.loadstone.history.Filter;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Place;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.TrendSeries;
import dev.loadstone.web.Desk;
import dev.loadstone.web.live.LiveFeed;
import dev.loadstone.web.runs.RunFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Starts and changes runs for the page, one at a time. Thread-safe. */
final class RunDesk implements Desk, AutoCloseable {
  private final Settings settings;
  private final LiveFeed feed;
  private final PlanText plans;
  private final AtomicReference<@Nullable WatchedRun> current = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private final Object turn = new Object();
  private @Nullable String busy; // the id of the run whose turn it is; guarded by turn
  private @Nullable Thread preparing; // a run whose load has not begun; guarded by turn
  private boolean unwanted; // whether that run was to stop; guarded by turn
  private volatile boolean closed;

  /**
   * What a desk goes by.
   *
   * @param environment variables
   * @param trusted whether plans may do what they like
   * @param runs the folder of runs
   * @param history where they are remembered; empty for nowhere
   * @param engine how to use the machine
   * @param quiet shows the runs beside the page, and says what went wrong
   */
  record Settings(
      Map<String, String> environment,
      boolean trusted,
      Path runs,
      Optional<Place> history,
      EngineOptions engine,
      RunView quiet) {}

  RunDesk(Settings settings, LiveFeed feed) {
    this.settings = settings;
    this.feed = feed;
    plans = new PlanText(settings.environment(), settings.trusted());
  }

  /** Returns a view that shows a run in the page, too, and lets the page change it. */
  RunView view(RunView shown, Runnable begun) {
    return new FeedView(
        shown,
        feed,
        run -> {
          boolean late = begins(run);
          begun.run();
          if (late || closed) {
            stop();
          }
        },
        () -> current.set(null)); // one that is only written down cannot be changed
  }

  /** Returns whether a run whose load begins was to stop before. */
  private boolean begins(WatchedRun run) {
    synchronized (turn) {
      current.set(run);
      preparing = null;
      if (unwanted) {
        Thread.interrupted(); // there is a run to be stopped now
      }
      return unwanted;
    }
  }

  /** Tells the page what was made of a run that is over. */
  void over(RunResult result) {
    current.set(null);
    feed.judged(result.verdict().label(), result.reasons());
  }

  @Override
  public List<Problem> problems(String plan, Optional<String> target) {
    try {
      plans.read(plan, target);
      return List.of();
    } catch (InvalidInputException invalid) {
      return invalid.problems();
    }
  }

  @Override
  public String start(String plan, Optional<String> target)
      throws BusyException, IOException, InterruptedException {
    EffectivePlan effective = plans.read(plan, target);
    Path folder =
        RunFolders.next(
            settings.runs(),
            RunStarts.of(effective, Instant.now(), Environment.facts()),
            ZoneId.systemDefault());
    CompletableFuture<String> begun = new CompletableFuture<>();
    begin(
        String.valueOf(folder.getFileName()),
        Thread.ofPlatform().name("loadstone-run").unstarted(() -> run(effective, folder, begun)));
    try {
      return begun.get();
    } catch (ExecutionException failed) {
      throw refused(failed.getCause());
    }
  }

  private static IOException refused(@Nullable Throwable cause) {
    return switch (cause) {
      case InvalidInputException invalid -> throw invalid;
      case IOException unreachable -> unreachable;
      case null, default -> new IOException("the run could not be started: " + cause, cause);
    };
  }

  private void begin(String id, Thread thread) throws BusyException, IOException {
    synchronized (turn) {
      if (closed) {
        throw new IOException("no run begins any more: the page is ending");
      }
      if (busy != null) {
        throw new BusyException(busy);
      }
      busy = id;
      unwanted = false;
      preparing = thread;
      runner.set(thread);
      thread.start();
    }
  }

  /** Whoever hears of the verdict may start the next run; nobody can before it is told. */
  private void end(Optional<RunResult> result) {
    synchronized (turn) {
      busy = null;
      preparing = null;
      current.set(null);
      result.ifPresent(this::over);
    }
  }

  /** Returns why a run has sent no load. */
  private static Exception refusal(Exception failure) {
    return failure instanceof InterruptedException
        ? new IOException("the run was stopped before its load began", failure)
        : failure;
  }

  private void run(EffectivePlan plan, Path folder, CompletableFuture<String> begun) {
    String id = String.valueOf(folder.getFileName());
    Optional<RunResult> result = Optional.empty();
    Exception failure = new IOException("the run could not be started");
    try {
      PlanRun.Done done =
          planned(plan, folder)
              .execute(view(settings.quiet(), () -> begun.complete(id)), Interrupts.NONE);
      done.unwritten().ifPresent(unwritten -> note(unwritten.getMessage()));
      remember(done);
      result = Optional.of(done.result());
    } catch (InterruptedException | IOException | RuntimeException failed) {
      failure = failed; // the thread ends here, interrupted or not
    } finally {
      Exception reason = refusal(failure);
      if (!begun.isDone()) {
        settings.quiet().refused(plan.plan().name(), reason);
      } else if (result.isEmpty()) {
        note("the run " + id + " failed: " + failure);
      }
      settings.quiet().over(); // before the next run may begin
      end(result);
      begun.completeExceptionally(reason);
    }
  }

  private PlanRun planned(EffectivePlan plan, Path folder) {
    return new PlanRun(
        plan,
        Optional.of(folder),
        ReportChoice.DEFAULT,
        settings.engine(),
        SourceFacts.of(settings.environment(), Optional.empty(), Optional.empty()),
        List.of());
  }

  private void note(@Nullable String sentence) {
    settings.quiet().note("loadstone: " + sentence);
  }

  /** A history that fails costs no run: everything is in the run directory. */
  private void remember(PlanRun.Done done) {
    if (settings.history().isEmpty()) {
      return;
    }
    try (History history = History.open(settings.history().get())) {
      new Recorder(Map.of(), Optional.empty(), Optional.empty())
          .add(history, done.result(), done.folder());
    } catch (HistoryException unusable) {
      note("the run is not in the history: " + unusable.getMessage());
    }
  }

  @Override
  public boolean adjust(double level) {
    WatchedRun run = current.get();
    if (run != null) {
      run.adjust(level);
    }
    return run != null;
  }

  @Override
  public boolean offersProfiles() {
    WatchedRun run = current.get();
    return run != null && run.offersProfiles();
  }

  @Override
  public boolean profile() {
    WatchedRun run = current.get();
    if (run != null && !run.offersProfiles()) {
      throw new IllegalArgumentException("the plan has no profile with 'when: asked'");
    }
    if (run != null) {
      run.profile();
    }
    return run != null;
  }

  @Override
  public boolean stop() {
    WatchedRun run;
    synchronized (turn) {
      run = current.get();
      if (run == null) {
        return isUnwanted();
      }
    }
    run.stop(RunEnd.Reason.INTERRUPTED, "it was stopped in the page");
    return true;
  }

  /** Has the run end whose load has not begun; whoever calls holds the turn. */
  private boolean isUnwanted() {
    if (preparing == null) {
      return false;
    }
    unwanted = true;
    preparing.interrupt();
    return true;
  }

  @Override
  public List<String> plans() throws IOException {
    try (History history = History.existing(place())) {
      return history.plans();
    } catch (HistoryException unreadable) {
      throw new IOException(unreadable.getMessage(), unreadable);
    }
  }

  @Override
  public List<String> figures(Optional<String> plan) throws IOException {
    try (History history = History.existing(place())) {
      return history.figureNames(plan.map(Filter::ofPlan).orElse(Filter.ALL));
    } catch (HistoryException unreadable) {
      throw new IOException(unreadable.getMessage(), unreadable);
    }
  }

  @Override
  public Optional<byte[]> trend(String figure, Optional<String> plan) throws IOException {
    try (History history = History.existing(place())) {
      Filter filter = plan.map(Filter::ofPlan).orElse(Filter.ALL);
      Optional<TrendSeries> found =
          history.trend(figure, filter).filter(series -> !series.points().isEmpty());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      List<String> names = TrendView.plans(found.get());
      if (names.size() > 1) {
        throw new IllegalArgumentException(
            "plan must be one of " + String.join(", ", names) + ": several have that figure");
      }
      return Optional.of(
          TrendChart.page(
              TrendView.of(found.get(), names.getFirst(), Optional.empty()), this::folder));
    } catch (HistoryException unreadable) {
      throw new IOException(unreadable.getMessage(), unreadable);
    }
  }

  /** Returns the name of a run's folder, if it lies where the page's runs do. */
  private Optional<String> folder(RunEntry run) {
    RunFolder runs = new RunFolder(settings.runs());
    return run.origin()
        .folder()
        .map(path -> path.substring(path.lastIndexOf(File.separatorChar) + 1))
        .filter(name -> runs.find(name).isPresent());
  }

  private Place place() throws IOException {
    return settings.history().orElseThrow(() -> new IOException("no history is kept here"));
  }

  @Override
  public String planSchema() {
    return PlanSchema.text();
  }

  /** Ends the run that goes on and waits until all of it is written. */
  @Override
  public void close() {
    synchronized (turn) {
      closed = true; // before a run is looked for: one that begins later looks at this
    }
    stop();
    Thread thread = runner.get();
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
