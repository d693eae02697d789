package dev.loadstone.engine;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.launch.Environment;
import dev.loadstone.core.launch.RunStarts;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunObservers;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.run.Runner;
import dev.loadstone.core.run.Runner.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run under way that comes to a result. It ends early when a threshold with {@code abort} is
 * missed or when it is told to. Thread-safe.
 */
public final class WatchedRun {
  private final RunAccumulator accumulator = new RunAccumulator();
  private final AtomicReference<@Nullable Run> running = new AtomicReference<>();

  private WatchedRun() {}

  /**
   * Starts a run.
   *
   * @param facts that it notes beside those of its machine
   * @param observers hear of it in their order
   * @throws IllegalArgumentException if the plan needs a class or a file that is not there
   */
  static WatchedRun start(
      Runner runner, EffectivePlan plan, Map<String, String> facts, List<RunObserver> observers) {
    WatchedRun watched = new WatchedRun();
    Map<String, String> environment = new TreeMap<>(Environment.facts());
    environment.putAll(facts);
    RunStart start = RunStarts.of(plan, Instant.now(), environment);
    watched.running.set(runner.start(plan.plan(), start, watched.new Watch(observers)));
    return watched;
  }

  /** Ends the load; see {@link Run#stop}. */
  public void stop(RunEnd.Reason reason, String detail) {
    Run run = running.get();
    if (run != null) {
      run.stop(reason, detail);
    }
  }

  /**
   * Holds the load at another level until it ends; see {@link Run#adjust}.
   *
   * @throws IllegalArgumentException if the load has no such level
   */
  public void adjust(double level) {
    Run run = running.get();
    if (run != null) {
      run.adjust(level);
    }
  }

  /** Returns whether a person may ask for profiles; see {@link Run#offersProfiles}. */
  public boolean offersProfiles() {
    Run run = running.get();
    return run != null && run.offersProfiles();
  }

  /** Has the profiles begin that a person may ask for; see {@link Run#profile}. */
  public void profile() {
    Run run = running.get();
    if (run != null) {
      run.profile();
    }
  }

  /**
   * Waits until the run is over.
   *
   * @return the result
   * @throws InterruptedException if the thread is interrupted; the load ends then
   */
  public RunResult await() throws InterruptedException {
    Run run = running.get();
    if (run == null) {
      throw new IllegalStateException("the run has not begun");
    }
    try {
      run.await();
    } catch (InterruptedException interrupted) {
      stop(RunEnd.Reason.INTERRUPTED, "it was interrupted");
      throw interrupted;
    }
    return accumulator.result();
  }

  /** Adds up what the run tells, and hands it on. */
  private final class Watch extends RunObservers {
    Watch(List<RunObserver> observers) {
      super(Stream.concat(Stream.of(accumulator), observers.stream()).toList());
    }

    @Override
    public void interval(IntervalSnapshot interval) {
      super.interval(interval);
      accumulator.abortReason().ifPresent(reason -> stop(RunEnd.Reason.ABORTED, reason));
    }
  }
}
