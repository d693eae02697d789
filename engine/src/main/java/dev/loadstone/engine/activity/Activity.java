package dev.loadstone.engine.activity;

import dev.loadstone.engine.record.StepRecorder;

/**
 * What one virtual user does of one protocol, one operation after the other. Lives as long as the
 * user, on its event loop. Not thread-safe.
 */
public interface Activity {
  /** Hears of operations' ends. */
  interface Listener {
    /**
     * The operation that was started last is over.
     *
     * @param activity which ran it
     * @param ending how it ended
     */
    void ended(Activity activity, Ending ending);
  }

  /**
   * Starts an operation. The listener hears of its end exactly once, perhaps before this returns,
   * unless it is cancelled.
   *
   * @param operation of which
   * @param intendedNanos when it is intended to start, in the loop's time
   * @param recorder takes what is measured besides the ending
   */
  void start(ActivityOperation operation, long intendedNanos, StepRecorder recorder);

  /** Ends what is under way, as our own doing; nobody wants to hear of it. */
  void cancel();

  /**
   * Closes what the user owns; nothing is under way. What takes time for that is told to the {@link
   * Farewells}.
   */
  void leave();
}
