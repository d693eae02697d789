package dev.loadstone.engine;

import dev.loadstone.core.plan.UserSession;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Methods that {@code call} steps of tests call. */
public final class TestCalls {
  /** How often {@link #count} was interrupted. */
  static final AtomicInteger INTERRUPTED = new AtomicInteger();

  private TestCalls() {}

  /** Sets the variable {@code x}. */
  public static void set(UserSession session) {
    session.set("x", "user-" + session.userId());
  }

  /** Throws. */
  public static void fail() {
    throw new IllegalStateException("no luck");
  }

  /** Waits until it is interrupted, and counts that. */
  public static void count() throws InterruptedException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      INTERRUPTED.incrementAndGet();
      throw interrupted;
    }
  }

  /** Waits until so many calls were interrupted; a test that waits too long fails by its time. */
  static void awaitInterrupted(int calls) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (INTERRUPTED.get() < calls && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  /** Waits until it is interrupted. */
  public static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
