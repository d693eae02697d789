package dev.loadstone.testbed.ledger;

import dev.loadstone.testbed.truth.ErrorKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one event loop did on one route. Not thread-safe. */
public final class RouteRecorder {
  private static final int STATUS_MIN = 400;
  private static final int STATUS_MAX = 599;

  private final Map<Ending, Count> endings = new EnumMap<>(Ending.class);
  private final Map<ErrorKind, Count> injected = new HashMap<>();
  private final long[] statuses = new long[STATUS_MAX - STATUS_MIN + 1];
  private final TimeRecorder total = new TimeRecorder();
  private final TimeRecorder waiting = new TimeRecorder();
  private final TimeRecorder service = new TimeRecorder();
  private final TimeRecorder sending = new TimeRecorder();
  private final TimeRecorder lateness = new TimeRecorder();
  private @Nullable StreamRecorder stream;
  private @Nullable SocketRecorder socket;
  private @Nullable ExtraRecorder extras;
  private long requests;

  /** Counts a request whose head has been read. */
  public void arrived() {
    requests++;
  }

  /** Counts the end of an operation. */
  public void ended(Ending ending) {
    count(ending).value++;
  }

  /**
   * Counts the end of an operation by an answer with an error status.
   *
   * @param status 400–599
   */
  public void endedWithStatus(int status) {
    statuses[status - STATUS_MIN]++;
  }

  /** Counts an operation that is made to fail. */
  public void injected(ErrorKind kind) {
    countOf(kind).value++;
  }

  /**
   * Adds the times of an operation that was served.
   *
   * @param waitingNanos from the arrival to the start of the service
   * @param serviceNanos from there to the end of the service
   */
  public void served(long waitingNanos, long serviceNanos) {
    waiting.record(waitingNanos);
    service.record(serviceNanos);
  }

  /**
   * Adds how late the event loop came to the end of a service.
   *
   * @param nanos after the timer was due; at least 0
   */
  public void late(long nanos) {
    lateness.record(nanos);
  }

  /**
   * Adds the time of an operation that was answered to the end.
   *
   * @param totalNanos from the arrival to the last byte written
   */
  public void answered(long totalNanos) {
    total.record(totalNanos);
  }

  /**
   * Adds the time that the answer to an operation took to be written.
   *
   * @param nanos from the end of its service to the last byte written
   */
  public void sent(long nanos) {
    sending.record(nanos);
  }

  /** Returns what records the route's streams. */
  public StreamRecorder stream() {
    if (stream == null) {
      stream = new StreamRecorder();
    }
    return stream;
  }

  /** Returns what records the route's WebSockets. */
  public SocketRecorder socket() {
    if (socket == null) {
      socket = new SocketRecorder();
    }
    return socket;
  }

  /** Returns what records what only some protocols have. */
  public ExtraRecorder extras() {
    if (extras == null) {
      extras = new ExtraRecorder();
    }
    return extras;
  }

  void add(RouteRecorder other) {
    requests += other.requests;
    if (other.extras != null) {
      extras().add(other.extras);
    }
    if (other.stream != null) {
      stream().add(other.stream);
    }
    if (other.socket != null) {
      socket().add(other.socket);
    }
    other.endings.forEach((ending, more) -> count(ending).value += more.value);
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] += other.statuses[i];
    }
    other.injected.forEach((kind, more) -> countOf(kind).value += more.value);
    total.add(other.total);
    waiting.add(other.waiting);
    service.add(other.service);
    sending.add(other.sending);
    lateness.add(other.lateness);
  }

  TimeRecorder total() {
    return total;
  }

  RouteLedger snapshot() {
    SortedMap<String, Long> outcomes = new TreeMap<>();
    endings.forEach((ending, count) -> outcomes.put(ending.word(), count.value));
    for (int i = 0; i < statuses.length; i++) {
      if (statuses[i] > 0) {
        outcomes.put("status_" + (STATUS_MIN + i), statuses[i]);
      }
    }
    SortedMap<String, Long> faults = new TreeMap<>();
    injected.forEach((kind, count) -> faults.put(kind.word(), count.value));
    return new RouteLedger(
        requests,
        outcomes,
        faults,
        total.summary(),
        waiting.summary(),
        service.summary(),
        sending.summary(),
        lateness.summary(),
        stream == null ? StreamLedger.NONE : stream.snapshot(),
        socket == null ? SocketLedger.NONE : socket.snapshot(),
        extras == null ? ExtraLedger.NONE : extras.snapshot());
  }

  private Count count(Ending ending) {
    return endings.computeIfAbsent(ending, first -> new Count());
  }

  private Count countOf(ErrorKind kind) {
    return injected.computeIfAbsent(kind, first -> new Count());
  }

  private static final class Count {
    private long value;
  }
}
