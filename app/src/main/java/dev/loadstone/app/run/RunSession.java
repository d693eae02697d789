package dev.loadstone.app.run;

import dev.loadstone.app.view.RunView;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.run.Runner;
import dev.loadstone.core.run.Runner.Run;
import dev.loadstone.report.RunDirectoryWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run, watched: everything it tells goes into the run directory, then into the accumulator,
 * then to the view. It ends early when a threshold with {@code abort} is missed or a person wants
 * it to.
 */
final class RunSession implements RunObserver {
  private final RunDirectoryWriter writer;
  private final RunView view;
  private final RunAccumulator accumulator = new RunAccumulator();
  private final AtomicReference<@Nullable Run> running = new AtomicReference<>();

  RunSession(RunDirectoryWriter writer, RunView view) {
    this.writer = writer;
    this.view = view;
  }

  /**
   * Starts a plan.
   *
   * @throws IllegalArgumentException if the plan needs a class or a file that is not there
   */
  void begin(Runner runner, Plan plan, RunStart start) {
    running.set(runner.start(plan, start, this));
  }

  /** Lets the run end early. */
  void interrupt() {
    Run run = running.get();
    if (run != null) {
      view.note(
          "Interrupted. What is under way may end, then the report is written; interrupt again to quit at once.");
      run.stop(RunEnd.Reason.INTERRUPTED, "it was interrupted");
    }
  }

  /**
   * Waits until the run is over.
   *
   * @return the result
   * @throws InterruptedException if the thread is interrupted; the run goes on
   */
  RunResult await() throws InterruptedException {
    Run run = running.get();
    if (run == null) {
      throw new IllegalStateException("the run has not begun");
    }
    run.await();
    return accumulator.result();
  }

  @Override
  public void started(RunStart start) {
    writer.started(start);
    accumulator.started(start);
    view.started(start);
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    writer.interval(interval);
    accumulator.interval(interval);
    view.interval(interval);
    Run run = running.get();
    if (run != null) {
      accumulator.abortReason().ifPresent(reason -> run.stop(RunEnd.Reason.ABORTED, reason));
    }
  }

  @Override
  public void failure(FailureSample sample) {
    writer.failure(sample);
    accumulator.failure(sample);
    view.failure(sample);
  }

  @Override
  public void ended(RunEnd end) {
    writer.ended(end);
    accumulator.ended(end);
    view.ended(end);
  }
}
