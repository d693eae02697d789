package dev.loadstone.app.view;

import dev.loadstone.core.run.RunObserver;

/** A run's progress, shown as it goes. Never throws: a picture must not stop a run. */
public interface RunView extends RunObserver {
  /**
   * Shows a sentence that cannot wait. Thread-safe, unlike the rest.
   *
   * @param sentence without a line break
   */
  void note(String sentence);
}
