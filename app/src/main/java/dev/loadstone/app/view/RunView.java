package dev.loadstone.app.view;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.engine.WatchedRun;
import java.nio.file.Path;

/** A run's progress, shown as it goes. Never throws: a picture must not stop a run. */
public interface RunView extends RunObserver {
  /**
   * Shows a sentence that cannot wait. Thread-safe, unlike the rest.
   *
   * @param sentence without a line break
   */
  void note(String sentence);

  /** The run is to be kept in this directory; told before its start. */
  default void keptIn(Path directory) {}

  /** The run has begun, and may be changed and stopped. */
  default void began(WatchedRun run) {}

  /** The run is over, and this is what it found. Told after {@link #ended}. */
  default void judged(RunResult result) {}

  /**
   * A run that somebody asked for has sent no load.
   *
   * @param plan its name
   * @param why a person who asked is told elsewhere, too
   */
  default void refused(String plan, Exception why) {}

  /** Nothing more is told of the run, whatever became of it; another one may follow. */
  default void over() {}
}
