package dev.loadstone.engine.http;

import dev.loadstone.core.plan.Timeouts;

/**
 * A step's timeouts in nanoseconds, so that nothing is converted for each operation.
 *
 * @param connectNanos as {@link Timeouts#connect}
 * @param firstByteNanos as {@link Timeouts#firstByte}
 * @param idleNanos as {@link Timeouts#idle}
 * @param totalNanos as {@link Timeouts#total}
 */
record Deadlines(long connectNanos, long firstByteNanos, long idleNanos, long totalNanos) {
  static Deadlines of(Timeouts timeouts) {
    return new Deadlines(
        timeouts.connect().toNanos(),
        timeouts.firstByte().toNanos(),
        timeouts.idle().toNanos(),
        timeouts.total().toNanos());
  }
}
