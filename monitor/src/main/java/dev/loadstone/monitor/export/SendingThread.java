package dev.loadstone.monitor.export;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A thread that sends what is newest when it comes to it: while it is at work, any number of wishes
 * become one. Nobody waits for it but at the end. Thread-safe.
 */
public final class SendingThread {
  private static final long AFTER_INTERRUPT_SECONDS = 1;

  private final ExecutorService thread;
  private final Runnable work;
  private final AtomicBoolean waiting = new AtomicBoolean();

  /**
   * Starts one.
   *
   * @param name the thread's
   * @param work sends what is newest; must end soon once its thread is interrupted
   */
  public SendingThread(String name, Runnable work) {
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
    this.work = work;
  }

  /** Wishes that what is newest be sent. */
  public void send() {
    if (waiting.compareAndSet(false, true)) {
      thread.execute(() -> {
        waiting.set(false);
        work.run();
      });
    }
  }

  /**
   * Returns whether there is a wish that it has not come to; work that goes on for long may ask.
   */
  public boolean isWished() {
    return waiting.get();
  }

  /**
   * Ends the thread when it has sent what was wished for, or by interrupting it when its time is
   * over; also if the caller is interrupted, who stays so.
   *
   * @param longest how long to wait for what was wished for
   * @return whether the thread is at rest
   */
  public boolean finish(Duration longest) {
    thread.shutdown();
    try {
      if (thread.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      thread.shutdownNow();
      return thread.awaitTermination(AFTER_INTERRUPT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
