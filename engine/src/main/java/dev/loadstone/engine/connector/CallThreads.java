package dev.loadstone.engine.connector;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the operating system that are kept for one client, each for one call at a time;
 * calls for which there is none wait in line. A thread on which the end of a call is told, and
 * whose user starts the next call there, makes that call itself, unless others wait longer.
 * Thread-safe.
 */
final class CallThreads implements AutoCloseable {
  private final String name;
  private final int max;
  private final Deque<Worker> idle = new ArrayDeque<>(); // guarded by this
  private final SequencedSet<ConnectorRun> waiting = new LinkedHashSet<>(); // guarded by this
  private int started; // guarded by this
  private volatile boolean closed;

  /**
   * Creates no thread yet.
   *
   * @param name what threads are called
   * @param max how many there may be; at least 1
   */
  CallThreads(String name, int max) {
    this.name = name;
    this.max = max;
  }

  /** Makes one call after the other. */
  private final class Worker extends Thread {
    private volatile @Nullable ConnectorRun given;
    private @Nullable ConnectorRun next; // of this thread only

    Worker(ConnectorRun first) {
      super(name + "-" + started);
      setDaemon(true);
      given = first;
    }

    @Override
    public void run() {
      for (ConnectorRun call = awaited(); call != null; call = following()) {
        call.run();
      }
    }

    private @Nullable ConnectorRun following() {
      ConnectorRun own = next;
      next = null;
      return own != null ? own : rests() ? awaited() : given;
    }

    /** Returns whether nothing waits; else it is given the first that does. */
    private boolean rests() {
      synchronized (CallThreads.this) {
        given = waiting.isEmpty() ? null : waiting.removeFirst();
        if (given == null) {
          idle.push(this);
        }
        return given == null;
      }
    }

    private @Nullable ConnectorRun awaited() {
      while (given == null && !closed) {
        LockSupport.park(CallThreads.this);
        Thread.interrupted(); // meant for a call that is over
      }
      return given;
    }

    void give(ConnectorRun call) {
      given = call;
      LockSupport.unpark(this);
    }

    private CallThreads owner() {
      return CallThreads.this;
    }
  }

  /** Has a call made, as soon as there is a thread for it. */
  void execute(ConnectorRun call) {
    Worker rested;
    synchronized (this) {
      if (closed) {
        return;
      }
      if (Thread.currentThread() instanceof Worker here
          && here.owner() == this
          && here.next == null
          && waiting.isEmpty()) {
        here.next = call;
        return;
      }
      rested = idle.poll();
      if (rested == null && started == max) {
        waiting.add(call);
        call.connecting();
        return;
      }
      if (rested == null) {
        started++;
        new Worker(call).start();
        return;
      }
    }
    rested.give(call);
  }

  /** Lets a call that waits for a thread leave the line. */
  synchronized void forget(ConnectorRun call) {
    waiting.remove(call);
  }

  /** Lets threads end; calls that still go on are not waited for. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    idle.forEach(LockSupport::unpark);
    idle.clear();
  }
}
