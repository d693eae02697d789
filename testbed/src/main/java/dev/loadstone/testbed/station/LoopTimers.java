package dev.loadstone.testbed.station;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * Timers of an event loop, exact to well below a millisecond on Linux. Thread-safe.
 *
 * <p>Why more than {@code EventLoop.schedule} is needed: Linux lets a wait end late by a thousandth
 * of its length (and by 50 µs at least; {@code fs/select.c}, {@code select_estimate_accuracy}), and
 * a processor that has long been idle wakes up slowly. So a long wait is cut into a rough part that
 * ends early and a short exact part; and {@link #preferTimerDescriptors} makes Netty wait on a
 * timer descriptor, to which that allowance does not apply.
 */
public final class LoopTimers implements Timers {
  /** Below this a single wait is exact enough. */
  private static final long ROUGH_NANOS_MIN = 2_500_000;

  /** How early the rough part ends. */
  private static final long EARLY_NANOS = 1_000_000;

  /** The rough part of a very long wait is late by a thousandth itself. */
  private static final long EARLY_SHARE = 200;

  private static final String THRESHOLD_PROPERTY = "io.netty.channel.epoll.epollWaitThreshold";

  private final EventLoop loop;
  private final Ticker ticker;

  /**
   * Creates timers.
   *
   * @param loop runs the actions
   * @param ticker the clock of the deadlines
   */
  public LoopTimers(EventLoop loop, Ticker ticker) {
    this.loop = loop;
    this.ticker = ticker;
  }

  /**
   * Asks Netty to wait on timer descriptors on Linux. Takes effect only before the process's first
   * epoll event loop, and only if the property {@code io.netty.channel.epoll.epollWaitThreshold} is
   * not set by the user; without it timers are late by 50 µs more.
   */
  public static void preferTimerDescriptors() {
    if (System.getProperty(THRESHOLD_PROPERTY) == null) {
      System.setProperty(THRESHOLD_PROPERTY, "0");
    }
  }

  @Override
  public void at(long deadlineNanos, Runnable action) {
    long delay = deadlineNanos - ticker.nanos();
    if (delay < ROUGH_NANOS_MIN) {
      schedule(delay, action);
    } else {
      long early = Math.max(EARLY_NANOS, delay / EARLY_SHARE);
      schedule(delay - early, () -> at(deadlineNanos, action));
    }
  }

  // The future only serves to cancel, which nothing here does.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void schedule(long delay, Runnable action) {
    loop.schedule(action, Math.max(0, delay), TimeUnit.NANOSECONDS);
  }
}
