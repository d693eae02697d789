package dev.loadstone.engine.activity;

import io.netty.channel.EventLoop;

/**
 * How other threads, on which clients end operations, have something done on an event loop: in a
 * turn, of which there is one at a time.
 */
public interface Turns {
  /**
   * Does something in a turn, from any thread. Whether it was done when this returns depends on the
   * loop.
   */
  void take(Runnable action);

  /**
   * Does something on this thread, from within a turn, that need not be done in it: at once, or
   * when the turn is over, so that no other thread waits for it meanwhile.
   */
  void after(Runnable action);

  /** Returns turns that only the thread of a loop takes. */
  static Turns on(EventLoop loop) {
    return new Turns() {
      @Override
      public void take(Runnable action) {
        loop.execute(action);
      }

      @Override
      public void after(Runnable action) {
        action.run();
      }
    };
  }
}
