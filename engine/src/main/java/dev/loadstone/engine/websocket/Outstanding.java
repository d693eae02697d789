package dev.loadstone.engine.websocket;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/** Messages that wait for a reply, in the order in which they were sent. Not thread-safe. */
final class Outstanding {
  /** What there is when no message waits for such a reply. */
  static final long NONE = Long.MIN_VALUE;

  private static final byte[] NO_ID = {};

  private final Deque<Sent> sent = new ArrayDeque<>(1);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sent(byte[] id, long nanos) {}

  /** Adds a message without an id. */
  void add(long nanos) {
    sent.addLast(new Sent(NO_ID, nanos));
  }

  /** Adds a message with the id that stands in an array. */
  void add(byte[] data, int from, int to, long nanos) {
    sent.addLast(new Sent(Arrays.copyOfRange(data, from, to), nanos));
  }

  /** Takes the first message off, and returns when it was sent, or {@link #NONE}. */
  long takeFirst() {
    Sent first = sent.pollFirst();
    return first == null ? NONE : first.nanos;
  }

  /** Takes the message with an id off, and returns when it was sent, or {@link #NONE}. */
  long take(byte[] data, int from, int to) {
    for (Iterator<Sent> each = sent.iterator(); each.hasNext(); ) {
      Sent one = each.next();
      if (Arrays.equals(one.id, 0, one.id.length, data, from, to)) {
        each.remove();
        return one.nanos;
      }
    }
    return NONE;
  }

  boolean isEmpty() {
    return sent.isEmpty();
  }

  int size() {
    return sent.size();
  }

  void clear() {
    sent.clear();
  }
}
