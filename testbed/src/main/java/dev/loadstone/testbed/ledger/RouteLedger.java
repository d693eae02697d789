package dev.loadstone.testbed.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was really served on one route.
 *
 * @param requests whose head was read
 * @param outcomes how many operations ended in which way; without those that did not occur; copied
 * @param injected how many operations were made to fail in which way, however they ended then; the
 *     same words as in the truth's kinds; without those that did not occur; copied
 * @param total from the head read to the last byte written, of the operations that were answered to
 *     the end, with whatever status
 * @param waiting from the head read to the start of the service (for the body, a worker, or the end
 *     of a freeze), of the operations served
 * @param service from its start to its end, of the same operations
 * @param sending from the end of the service to the last byte written, of the operations served and
 *     answered to the end: how far the instant at which the answer left is known, since the kernel
 *     may pass it on before the event loop gets to say that it wrote it
 * @param lateness from the moment when a timer was due that ends a service to the moment when the
 *     event loop came to it: what the machine added to the truth, included in {@code service} and
 *     {@code total}; of the operations whose end was awaited by a timer
 * @param stream what was streamed
 * @param socket what was said on WebSockets
 * @param extras what only some protocols have
 */
public record RouteLedger(
    long requests,
    SortedMap<String, Long> outcomes,
    SortedMap<String, Long> injected,
    TimeSummary total,
    TimeSummary waiting,
    TimeSummary service,
    TimeSummary sending,
    TimeSummary lateness,
    StreamLedger stream,
    SocketLedger socket,
    ExtraLedger extras) {
  /** A route that was not asked for. */
  public static final RouteLedger UNUSED =
      new RouteLedger(
          0,
          new TreeMap<>(),
          new TreeMap<>(),
          TimeSummary.NONE,
          TimeSummary.NONE,
          TimeSummary.NONE,
          TimeSummary.NONE,
          TimeSummary.NONE,
          StreamLedger.NONE,
          SocketLedger.NONE,
          ExtraLedger.NONE);

  /** Copies the counts. */
  public RouteLedger {
    injected = Collections.unmodifiableSortedMap(new TreeMap<>(injected));
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
  }

  /** Returns how many operations ended in a way, for example {@code ok} or {@code status_500}. */
  public long outcome(String word) {
    return outcomes.getOrDefault(word, 0L);
  }

  /** Returns how many operations were made to fail in a way, for example {@code slow_body}. */
  public long injected(String word) {
    return injected.getOrDefault(word, 0L);
  }
}
