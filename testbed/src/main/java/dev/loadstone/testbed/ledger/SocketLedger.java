package dev.loadstone.testbed.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was really said on the WebSockets of one route.
 *
 * @param opened connections whose handshake was accepted
 * @param received messages
 * @param sent messages
 * @param unanswered messages that were received and not replied to, on purpose
 * @param closed connections by the code with which they were closed, for example {@code 1000};
 *     those that ended without one under {@code 1006}; copied
 * @param reply from a message's arrival to its reply, written
 * @param gap between two pushed messages written that follow each other
 * @param latency from the instant that a pushed message tells to its writing
 */
public record SocketLedger(
    long opened,
    long received,
    long sent,
    long unanswered,
    SortedMap<String, Long> closed,
    TimeSummary reply,
    TimeSummary gap,
    TimeSummary latency) {
  /** No WebSocket was opened. */
  public static final SocketLedger NONE =
      new SocketLedger(
          0, 0, 0, 0, new TreeMap<>(), TimeSummary.NONE, TimeSummary.NONE, TimeSummary.NONE);

  /** Copies the counts. */
  public SocketLedger {
    closed = Collections.unmodifiableSortedMap(new TreeMap<>(closed));
  }
}
