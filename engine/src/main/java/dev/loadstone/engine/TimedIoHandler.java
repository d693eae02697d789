package dev.loadstone.engine;

import dev.loadstone.engine.time.Agenda;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;

/**
 * Lets an event loop keep an {@link Agenda} beside its sockets: on every round sockets are looked
 * at first, then the agenda, and the wait for sockets ends when the agenda asks for it. This costs
 * a reading of the clock per round, and neither a task nor an allocation per timer.
 *
 * <p>The handler that does the work compares the deadline with that of the round before and sets
 * the kernel's timer only if it changed; see {@code EpollIoHandler.run}. What to re-check when
 * Netty is updated: that {@code deadlineNanos} is used for that comparison only, and {@code
 * delayNanos} for the length of the wait.
 */
final class TimedIoHandler implements IoHandler {
  private final IoHandler sockets;
  private final Context context = new Context();
  private final boolean busyPoll;
  private Agenda agenda = Agenda.EMPTY;
  private boolean moreDue;

  /**
   * Creates a handler.
   *
   * @param sockets drives the sockets
   * @param busyPoll whether to look at sockets and agenda without ever sleeping while there is an
   *     agenda waits for something
   */
  TimedIoHandler(IoHandler sockets, boolean busyPoll) {
    this.sockets = sockets;
    this.busyPoll = busyPoll;
  }

  /** Keeps another agenda from now on; on the loop's thread. */
  void attend(Agenda next) {
    agenda = next;
    moreDue = false;
  }

  @Override
  public int run(IoHandlerContext netty) {
    context.netty = netty;
    int handled = sockets.run(context);
    moreDue = agenda.work();
    return handled;
  }

  /** What the event loop tells the handler of its sockets, with the agenda taken into account. */
  private final class Context implements IoHandlerContext {
    private static final long NO_DEADLINE = -1;

    /**
     * Keeps deadlines of the agenda apart from those of the event loop, which has another clock.
     */
    private static final long OWN_CLOCK = 1L << 60;

    private IoHandlerContext netty = this;

    @Override
    public boolean canBlock() {
      return !moreDue && !(busyPoll && agenda.wakeNanos() != Agenda.NEVER) && netty.canBlock();
    }

    @Override
    public long deadlineNanos() {
      long own = agenda.wakeNanos();
      long others = netty.deadlineNanos();
      if (own == Agenda.NEVER) {
        return others;
      }
      boolean ownIsFirst =
          others == NO_DEADLINE || own - agenda.now() < netty.delayNanos(System.nanoTime());
      return ownIsFirst ? own + OWN_CLOCK : others;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      long others = netty.delayNanos(currentTimeNanos);
      long own = agenda.wakeNanos();
      return own == Agenda.NEVER ? others : Math.clamp(own - agenda.now(), 0, others);
    }

    @Override
    public void reportActiveIoTime(long activeNanos) {
      netty.reportActiveIoTime(activeNanos);
    }

    @Override
    public boolean shouldReportActiveIoTime() {
      return netty.shouldReportActiveIoTime();
    }
  }

  @Override
  public void initialize() {
    sockets.initialize();
  }

  @Override
  public void prepareToDestroy() {
    sockets.prepareToDestroy();
  }

  @Override
  public void destroy() {
    sockets.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return sockets.register(handle);
  }

  @Override
  public void wakeup() {
    sockets.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return sockets.isCompatible(handleType);
  }
}
