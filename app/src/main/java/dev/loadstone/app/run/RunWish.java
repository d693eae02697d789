package dev.loadstone.app.run;

import dev.loadstone.app.view.RunView;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.engine.WatchedRun;
import org.jspecify.annotations.Nullable;

/** What a wish that a run ends does: until its load begins there is only a thread to interrupt. */
final class RunWish {
  private final RunView view;
  private final Thread preparing = Thread.currentThread();
  private @Nullable WatchedRun run; // guarded by this, as is the next
  private boolean wished;

  /** Creates it for a run that the calling thread prepares. */
  RunWish(RunView view) {
    this.view = view;
  }

  /** Told by the thread that prepared the run; a wish that came too late for it stops the run. */
  synchronized void began(WatchedRun begun) {
    run = begun;
    if (wished) {
      Thread.interrupted(); // what it was for is done otherwise
      end();
    }
  }

  /** Has it end. Called by any thread. */
  synchronized void end() {
    wished = true;
    if (run == null) {
      view.note("Interrupted before the load. Interrupt again to quit at once.");
      preparing.interrupt();
    } else {
      view.note(
          "Interrupted. What is under way may end, then the report is written; interrupt again to quit at once.");
      run.stop(RunEnd.Reason.INTERRUPTED, "it was interrupted");
    }
  }
}
