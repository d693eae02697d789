package dev.loadstone.app.selfcheck;

import dev.loadstone.core.record.Histograms;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How late this machine lets a thread run, watched while something else is measured: a thread that
 * wants to wake up every millisecond. It shares nothing with what measures response times.
 */
final class WakeUps {
  private static final long PERIOD_NANOS = 1_000_000;
  private static final double NANOS = 1e9;

  private final Histogram lateness = Histograms.empty();
  private final Thread thread;
  private volatile boolean watching = true;

  private WakeUps() {
    thread = Thread.ofPlatform().name("loadstone-wake-ups").daemon(true).unstarted(this::watch);
  }

  /** Starts watching. */
  static WakeUps watchNow() {
    WakeUps wakeUps = new WakeUps();
    wakeUps.thread.start();
    return wakeUps;
  }

  private void watch() {
    while (watching) {
      long before = System.nanoTime();
      LockSupport.parkNanos(PERIOD_NANOS);
      lateness.recordValue(Math.max(0, System.nanoTime() - before - PERIOD_NANOS));
    }
  }

  /**
   * Stops watching.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  Noise stop() throws InterruptedException {
    end();
    thread.join();
    return quantile ->
        THREADS * lateness.getValueAtPercentile(100 * (1 - (1 - quantile) / THREADS)) / NANOS;
  }

  /** Stops watching without an answer. */
  void end() {
    watching = false;
    LockSupport.unpark(thread);
  }

  /**
   * How many threads must wake up for one measured time: the generator's loop to send, the
   * testbed's to answer, the generator's to receive.
   */
  private static final int THREADS = 3;

  /** How much later than on an ideal machine something may be seen that takes three wake-ups. */
  @FunctionalInterface
  interface Noise {
    /** Nothing can be told. */
    Noise INFINITE = quantile -> Double.POSITIVE_INFINITY;

    /**
     * Returns a bound of the lateness in seconds.
     *
     * <p>All three wake-ups but for a share of 1 − q are within the quantile 1 − (1 − q)/3 of one
     * wake-up (Boole's inequality), so three times that bounds their sum.
     *
     * @param quantile from 0 to below 1
     */
    double upTo(double quantile);
  }
}
