package dev.loadstone.engine.time;

/** Something that happens at a time. */
public interface Timed {
  /**
   * Happens.
   *
   * @param now the loop's time in nanoseconds, at or after the deadline
   */
  void fire(long now);
}
