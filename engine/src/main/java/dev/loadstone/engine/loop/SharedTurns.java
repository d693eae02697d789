package dev.loadstone.engine.loop;

import dev.loadstone.engine.activity.Turns;
import dev.loadstone.engine.time.Agenda;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Turns on an event loop that has no sockets: the loop's own thread has them for its timers, and
 * every thread on which the end of an operation is told for that. So a user goes on at once on the
 * thread that has its result, and no other is woken for it.
 *
 * <p>Invariants: everything of the loop is touched in a turn only. A thread that does something in
 * a turn, or after it, and has to do another thing in a turn for that, does so when it is done, so
 * that nothing is entered twice and no stack grows. The loop sleeps until the earliest timer that
 * it knew of; a turn of another thread that leaves an earlier one wakes it.
 */
final class SharedTurns implements Turns, Agenda {
  /** A turn takes a few microseconds, less than to put a thread to sleep and to wake it. */
  private static final int SPINS = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final ThreadLocal<Hand> hands = ThreadLocal.withInitial(Hand::new);
  private final Agenda agenda;
  private final Runnable wake;
  private final LongSupplier nextDeadline;
  private final Consumer<Throwable> failed;
  private long planned = NEVER; // guarded by the lock

  /** What one thread has to do. */
  private static final class Hand {
    private final Deque<Runnable> turns = new ArrayDeque<>(4);
    private final Deque<Runnable> after = new ArrayDeque<>(4);
    private boolean busy;
  }

  /**
   * Creates them.
   *
   * @param agenda what the loop does, each time in a turn
   * @param wake lets the loop look at its agenda again; of any thread
   * @param nextDeadline of the loop's timers
   * @param failed hears of what is thrown in or after a turn
   */
  SharedTurns(Agenda agenda, Runnable wake, LongSupplier nextDeadline, Consumer<Throwable> failed) {
    this.agenda = agenda;
    this.wake = wake;
    this.nextDeadline = nextDeadline;
    this.failed = failed;
  }

  @Override
  public void take(Runnable action) {
    Hand hand = hands.get();
    hand.turns.add(action);
    if (!hand.busy) {
      hand.busy = true;
      finish(hand);
    }
  }

  @Override
  public void after(Runnable action) {
    hands.get().after.add(action);
  }

  private void finish(Hand hand) {
    while (true) {
      if (!hand.turns.isEmpty()) {
        turn(hand);
        continue;
      }
      Runnable action = hand.after.poll();
      if (action == null) {
        hand.busy = false;
        return;
      }
      run(action);
    }
  }

  private void turn(Hand hand) {
    begin();
    boolean earlier;
    try {
      runTurns(hand);
      long next = nextDeadline.getAsLong();
      earlier = next < planned;
      planned = Math.min(next, planned);
    } finally {
      lock.unlock();
    }
    if (earlier) {
      wake.run();
    }
  }

  private void begin() {
    for (int i = 0; i < SPINS; i++) {
      if (lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.lock();
  }

  private void runTurns(Hand hand) {
    for (Runnable next = hand.turns.poll(); next != null; next = hand.turns.poll()) {
      run(next);
    }
  }

  private void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error failure) {
      failed.accept(failure);
    }
  }

  @Override
  public long now() {
    return agenda.now();
  }

  @Override
  public long wakeNanos() {
    begin();
    try {
      planned = agenda.wakeNanos();
      return planned;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean work() {
    Hand hand = hands.get();
    hand.busy = true;
    boolean more;
    begin();
    try {
      more = agenda.work();
      runTurns(hand);
    } finally {
      lock.unlock();
    }
    finish(hand);
    return more;
  }
}
