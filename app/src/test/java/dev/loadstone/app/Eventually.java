package dev.loadstone.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for another process. */
final class Eventually {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  static void holds(String what, Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("not within " + TIMEOUT.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
