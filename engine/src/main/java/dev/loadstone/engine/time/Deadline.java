package dev.loadstone.engine.time;

/**
 * A moment that moves on again and again before it comes, such as that at which an operation after
 * the other is too late. A {@link TimerHeap} cannot take an entry back; so this has one there at a
 * time, which is set anew when it fires too early. Not thread-safe; allocates nothing.
 */
public final class Deadline implements Timed {
  private final TimerHeap timers;
  private final Timed passed;
  private long due = Agenda.NEVER;
  private long queued = Agenda.NEVER;

  /**
   * Creates one that is not set.
   *
   * @param timers of the loop on which everything happens
   * @param passed happens when the moment has come
   */
  public Deadline(TimerHeap timers, Timed passed) {
    this.timers = timers;
    this.passed = passed;
  }

  /** Sets the moment, in place of the one before. */
  public void set(long nanos) {
    due = nanos;
    queue();
  }

  /** Forgets the moment. */
  public void clear() {
    due = Agenda.NEVER;
  }

  private void queue() {
    if (due < queued) {
      queued = due;
      timers.add(due, this);
    }
  }

  @Override
  public void fire(long now) {
    if (now >= queued) {
      queued = Agenda.NEVER;
    }
    if (now < due) {
      queue();
    } else {
      due = Agenda.NEVER;
      passed.fire(now);
    }
  }
}
