package dev.loadstone.engine.connector;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which a blocking client is called: virtual ones; or, if the client wants that, up
 * to {@value #PLATFORM_MAX} calls at a time on threads of the operating system, which the kernel
 * wakes directly when an answer comes, and all beyond on virtual ones, of which there can be any
 * number. See {@code docs/decisions/0008-threads-of-blocking-clients.md}.
 */
final class CallThreads implements AutoCloseable {
  /** So many threads wait without taking much memory. */
  static final int PLATFORM_MAX = 128;

  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor platform;
  private final Thread.Builder.OfVirtual virtual;

  /** Creates no thread yet. */
  CallThreads(String name) {
    virtual = Thread.ofVirtual().name(name);
    platform =
        new ThreadPoolExecutor(
            0,
            PLATFORM_MAX,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name(name + "-", 1).factory());
  }

  /** Has a call made on a thread that it has for itself while it lasts. */
  void execute(Runnable call, boolean wantsPlatform) {
    if (!wantsPlatform) {
      virtual.start(call);
      return;
    }
    try {
      platform.execute(call);
    } catch (RejectedExecutionException allBusy) {
      virtual.start(call);
    }
  }

  /** Lets threads end; calls that still go on are not waited for. */
  @Override
  public void close() {
    platform.shutdown();
  }
}
