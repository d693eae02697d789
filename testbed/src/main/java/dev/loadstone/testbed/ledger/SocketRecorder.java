package dev.loadstone.testbed.ledger;

import java.util.SortedMap;
import java.util.TreeMap;

/** What one event loop said on the WebSockets of one route. Not thread-safe. */
public final class SocketRecorder {
  private final TimeRecorder replies = new TimeRecorder();
  private final TimeRecorder gaps = new TimeRecorder();
  private final TimeRecorder latencies = new TimeRecorder();
  private final SortedMap<String, Long> closed = new TreeMap<>();
  private long opened;
  private long received;
  private long sent;
  private long unanswered;

  /** Counts a connection whose handshake was accepted. */
  public void opened() {
    opened++;
  }

  /** Counts a message that was received. */
  public void received() {
    received++;
  }

  /** Counts a message that was received and is not replied to. */
  public void unanswered() {
    unanswered++;
  }

  /** Counts a reply with the time since its message's arrival. */
  public void replied(long nanos) {
    sent++;
    replies.record(nanos);
  }

  /** Counts a pushed message with the time since the instant that it tells. */
  public void pushed(long nanos) {
    sent++;
    latencies.record(nanos);
  }

  /** Adds the time between two pushed messages that follow each other. */
  public void gap(long nanos) {
    gaps.record(nanos);
  }

  /** Counts a connection that was closed with a code. */
  public void closed(int code) {
    closed.merge(Integer.toString(code), 1L, Long::sum);
  }

  void add(SocketRecorder other) {
    opened += other.opened;
    received += other.received;
    sent += other.sent;
    unanswered += other.unanswered;
    other.closed.forEach((code, count) -> closed.merge(code, count, Long::sum));
    replies.add(other.replies);
    gaps.add(other.gaps);
    latencies.add(other.latencies);
  }

  SocketLedger snapshot() {
    return new SocketLedger(
        opened,
        received,
        sent,
        unanswered,
        closed,
        replies.summary(),
        gaps.summary(),
        latencies.summary());
  }
}
