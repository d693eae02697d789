package dev.loadstone.app.doctor;

import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.TimerPrecision;
import java.time.Duration;

/**
 * How exact clock and timers are. Times are in seconds.
 *
 * @param transport by what the event loops were driven
 * @param loops event loops whose timers were measured at once
 * @param latenessP50 median of how much later than asked a timer of an event loop fired
 * @param latenessP99 99th percentile of that
 * @param latenessMax the worst of that
 * @param clockStep the smallest difference that the clock shows
 * @param clockCost what reading the clock takes
 */
record Timing(
    String transport,
    int loops,
    double latenessP50,
    double latenessP99,
    double latenessMax,
    double clockStep,
    double clockCost) {
  private static final int READINGS = 10_000;

  /** Of which the quickest counts: the others were interrupted, or not yet compiled. */
  private static final int BATCHES = 50;

  private static final double NANOS = 1e9;

  /**
   * Measures for as long as said, and a little longer.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  static Timing measure(Duration duration) throws InterruptedException {
    TimerPrecision timers = TimerPrecision.measure(EngineOptions.DEFAULT, duration);
    double step = Double.POSITIVE_INFINITY;
    double cost = Double.POSITIVE_INFINITY;
    for (int i = 0; i < BATCHES; i++) {
      long[] clock = readClock();
      step = Math.min(step, clock[0] / NANOS);
      cost = Math.min(cost, clock[1] / NANOS / READINGS);
    }
    return new Timing(
        timers.transport(),
        timers.loops(),
        timers.overshootNanos().getValueAtPercentile(50) / NANOS,
        timers.overshootNanos().getValueAtPercentile(99) / NANOS,
        timers.overshootNanos().getMaxValue() / NANOS,
        step,
        cost);
  }

  /** Returns the smallest step and what all readings took, in nanoseconds. */
  private static long[] readClock() {
    long smallest = Long.MAX_VALUE;
    long start = System.nanoTime();
    long before = start;
    for (int i = 0; i < READINGS; i++) {
      long now = System.nanoTime();
      if (now > before) {
        smallest = Math.min(smallest, now - before);
      }
      before = now;
    }
    return new long[] {smallest, before - start};
  }
}
