package dev.loadstone.testbed.station;

import java.util.ArrayDeque;
import java.util.PriorityQueue;

/**
 * The workers of a route with the queue before them: first come, first served. Thread-safe.
 *
 * <p>The timetable is kept in exact time, whenever its methods are called: a worker that became
 * free at a moment takes the next waiting operation at that very moment, though the timer that
 * tells of it comes some microseconds later. So a timer's lateness is added to the operation
 * concerned, but never adds up in the queue, which would raise the load of a busy station
 * noticeably.
 *
 * <p>An operation whose client has gone keeps its place and its worker, as with most real servers.
 */
public final class Station {
  /** What becomes of an operation that comes to a station. */
  public enum Admission {
    /** There is a worker: {@link Ticket#scheduled} has been called. */
    SCHEDULED,
    /** It waits: {@link Ticket#scheduled} and {@link Ticket#called} will be called. */
    WAITING,
    /** All workers are busy and all places taken; it is forgotten. */
    REFUSED
  }

  private final int workers;
  private final int queue;
  private final FreezeClock freezes;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  // The ends of the operations in service, but for those that burn.
  private final PriorityQueue<Long> ends = new PriorityQueue<>((a, b) -> Long.signum(a - b));
  private int busy;

  /**
   * Creates an idle station.
   *
   * @param workers operations served at once; 0 is no limit
   * @param queue places to wait
   * @param freezes when nothing starts or ends
   */
  public Station(int workers, int queue, FreezeClock freezes) {
    this.workers = workers;
    this.queue = queue;
    this.freezes = freezes;
  }

  /**
   * Takes an operation, if there is a worker or a place to wait. Once it is scheduled, {@link
   * #finish} must be called at its end.
   *
   * @param nowNanos by the ticker
   */
  public Admission admit(Ticket ticket, long nowNanos) {
    if (workers == 0) {
      start(ticket, nowNanos);
      return Admission.SCHEDULED;
    }
    synchronized (this) {
      advance(nowNanos);
      if (busy < workers) {
        occupy(ticket, nowNanos);
        return Admission.SCHEDULED;
      }
      if (waiting.size() >= queue) {
        return Admission.REFUSED;
      }
      waiting.add(new Waiting(ticket, nowNanos));
      return Admission.WAITING;
    }
  }

  /**
   * Learns that an operation has ended, and gives its worker to the next.
   *
   * @param ticket started before
   * @param nowNanos by the ticker; not before the end that the ticket was given
   */
  public void finish(Ticket ticket, long nowNanos) {
    if (workers == 0) {
      return;
    }
    synchronized (this) {
      if (ticket.burns()) {
        ends.add(nowNanos);
      }
      advance(nowNanos);
    }
  }

  /**
   * Returns how many operations wait.
   *
   * @param nowNanos by the ticker
   */
  public synchronized int waiting(long nowNanos) {
    advance(nowNanos);
    return waiting.size();
  }

  /** Lets everything happen that happens up to a moment. */
  private void advance(long nowNanos) {
    Long end = ends.peek();
    while (end != null && end - nowNanos <= 0) {
      ends.remove();
      busy--;
      Waiting next = waiting.poll();
      if (next != null) {
        occupy(next.ticket, end - next.sinceNanos > 0 ? end : next.sinceNanos);
        next.ticket.called();
      }
      end = ends.peek();
    }
  }

  private void occupy(Ticket ticket, long atNanos) {
    busy++;
    long end = start(ticket, atNanos);
    if (!ticket.burns()) {
      ends.add(end);
    }
  }

  private long start(Ticket ticket, long atNanos) {
    long start = freezes.thaw(atNanos);
    long end = freezes.thaw(start + ticket.serviceNanos());
    ticket.scheduled(start, end);
    return end;
  }

  private record Waiting(Ticket ticket, long sinceNanos) {}
}
