package dev.loadstone.engine;

import java.util.List;

/** The threads of event loops in this process. */
final class Loops {
  private static final long END_MILLIS = 10_000;

  private Loops() {}

  /** Returns those that live, after each has had time to end. */
  static List<Thread> thatLive() throws InterruptedException {
    List<Thread> loops =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("loadstone-loop"))
            .toList();
    for (Thread loop : loops) {
      loop.join(END_MILLIS);
    }
    return loops.stream().filter(Thread::isAlive).toList();
  }
}
