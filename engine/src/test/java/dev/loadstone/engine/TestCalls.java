package dev.loadstone.engine;

import dev.loadstone.core.plan.UserSession;
import java.util.concurrent.CountDownLatch;

/** Methods that {@code call} steps of tests call. */
public final class TestCalls {
  private TestCalls() {}

  /** Sets the variable {@code x}. */
  public static void set(UserSession session) {
    session.set("x", "user-" + session.userId());
  }

  /** Throws. */
  public static void fail() {
    throw new IllegalStateException("no luck");
  }

  /** Waits until it is interrupted. */
  public static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
