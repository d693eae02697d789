package dev.loadstone.engine.stream;

import java.util.concurrent.atomic.AtomicReference;

/**
 * By how much the clock of the generator is ahead of a target's, as far as the target's timestamps
 * tell.
 *
 * <p>No event arrives before it was made, so that the smallest difference of arrival and timestamp
 * is at least that; no event was made before its request was sent, so that the greatest difference
 * of sending and timestamp is at most that. Of both the last one or two minutes count, since clocks
 * drift apart. Thread-safe.
 *
 * <p>Source: Cristian, Probabilistic clock synchronization, Distributed Computing 3 (1989), section
 * 3, with the bounds of many exchanges met as in Marzullo's intersection.
 */
final class ServerClock {
  /** For how long what was seen counts at least, in nanoseconds. */
  static final long MEMORY_NANOS = 60_000_000_000L;

  private final AtomicReference<Bounds> bounds = new AtomicReference<>(Bounds.UNKNOWN);

  /**
   * What is known.
   *
   * @param since when the present stretch began
   * @param least smallest difference of arrival and timestamp in the present stretch
   * @param most greatest difference of sending and timestamp
   * @param leastBefore the same of the stretch before
   * @param mostBefore likewise
   */
  private record Bounds(long since, long least, long most, long leastBefore, long mostBefore) {
    static final Bounds UNKNOWN =
        new Bounds(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);

    Bounds at(long now) {
      if (since == Long.MIN_VALUE) {
        return new Bounds(now, least, most, leastBefore, mostBefore);
      }
      if (now - since < MEMORY_NANOS) {
        return this;
      }
      return new Bounds(now, Long.MAX_VALUE, Long.MIN_VALUE, least, most);
    }

    Bounds with(long arrived, long sent) {
      return arrived >= least && sent <= most
          ? this
          : new Bounds(
              since, Math.min(least, arrived), Math.max(most, sent), leastBefore, mostBefore);
    }
  }

  /**
   * Takes an event's difference of arrival and timestamp.
   *
   * @param now on a clock that only goes on
   * @return the smallest one, this one among them
   */
  long arrived(long difference, long now) {
    Bounds known = bounds.updateAndGet(before -> before.at(now).with(difference, Long.MIN_VALUE));
    return Math.min(known.least(), known.leastBefore());
  }

  /**
   * Takes a stream's difference of the request's sending and the first timestamp.
   *
   * @return by how much the smallest difference may exceed that of the clocks, at most; at least 0
   */
  long sent(long difference, long now) {
    Bounds known = bounds.updateAndGet(before -> before.at(now).with(Long.MAX_VALUE, difference));
    return Math.max(
        0,
        Math.min(known.least(), known.leastBefore()) - Math.max(known.most(), known.mostBefore()));
  }
}
