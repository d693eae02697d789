package dev.loadstone.testbed.station;

/** An operation on its way through a station. */
public interface Ticket {
  /** Returns how long it is to be served, in nanoseconds. */
  long serviceNanos();

  /**
   * Returns whether it burns CPU time while it is served, so that its end is known only when that
   * is done.
   */
  boolean burns();

  /**
   * Learns when it is served. Called once, under the station's lock.
   *
   * @param startNanos when the service starts; possibly in the past (if the worker became free
   *     earlier) or in the future (in a freeze)
   * @param endNanos when it ends; if it burns, at the earliest
   */
  void scheduled(long startNanos, long endNanos);

  /**
   * Learns that its time of waiting is over; follows {@link #scheduled} for an operation that had
   * to wait for a worker. May be called by any thread, under the station's lock.
   */
  void called();
}
