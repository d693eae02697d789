package dev.loadstone.testbed.station;

/** Runs actions at given moments. */
@FunctionalInterface
public interface Timers {
  /**
   * Runs an action at a moment, or soon if the moment has passed. May be called by any thread.
   *
   * @param deadlineNanos by the ticker that goes with these timers
   * @param action is run by the thread that owns the timers
   */
  void at(long deadlineNanos, Runnable action);
}
