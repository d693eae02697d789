package dev.loadstone.engine.loop;

/** Starts iterations of one load on one event loop, when they are intended. */
interface Driver {
  /** Begins; the run's time is still before 0. */
  void begin();

  /** Lets nothing new start. */
  void stop(long now);

  /** Holds the load at a level from a time on, until it ends. */
  void adjust(long fromNanos, double level);

  /** Cancels what is under way, the drain being over. */
  void cancel(long now);

  /** Lets all virtual users end what they keep at the target; nothing is under way. */
  void farewell();

  /** Returns whether nothing is under way and nothing will start any more. */
  boolean isDone();

  /** Returns how many iterations are under way. */
  int inFlight();

  /** Returns how many virtual users there are. */
  int users();
}
