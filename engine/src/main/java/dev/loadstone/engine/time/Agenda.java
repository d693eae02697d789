package dev.loadstone.engine.time;

/**
 * What an event loop does at times of its own. The loop looks at it on each of its rounds, and
 * sleeps no longer than it allows. All methods are called on the loop's thread.
 */
public interface Agenda {
  /** What {@link #wakeNanos} gives when nothing waits. */
  long NEVER = Long.MAX_VALUE;

  /** Has nothing to do. */
  Agenda EMPTY =
      new Agenda() {
        @Override
        public long now() {
          return 0;
        }

        @Override
        public long wakeNanos() {
          return NEVER;
        }

        @Override
        public boolean work() {
          return false;
        }
      };

  /** Returns the agenda's time in nanoseconds. */
  long now();

  /**
   * Returns until when the loop may sleep, on the clock of {@link #now}; {@link #NEVER} if nothing
   * waits. It changes only when something is added or {@link #work} was called.
   */
  long wakeNanos();

  /**
   * Does what is due, a bounded amount of it, so that sockets have their turn in between.
   *
   * @return whether more is due
   */
  boolean work();
}
