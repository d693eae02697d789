package dev.loadstone.engine.loop;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.result.DropReason;
import dev.loadstone.core.schedule.ArrivalSchedule;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.program.CompiledPlan.Mix;
import dev.loadstone.engine.record.IterationRecorder;
import dev.loadstone.engine.time.Timed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Starts the iterations of an open workload at the times of its schedule, of which this loop takes
 * every n-th. An arrival is run by any idle virtual user; if none is idle there is a new one.
 *
 * <p>Whose fault a wait is: {@code fullSince} is when the limit of iterations under way was reached
 * and not left since. The part of an arrival's wait after that time is the limit's, and so the
 * target's; the part before it is the generator's. If the plan sets no limit, the bound is the
 * generator's own, and all of the wait is its fault.
 */
final class OpenDriver implements Driver, VirtualUser.Owner {
  /**
   * So many late arrivals are started before sockets have their turn. Each may have to open a
   * connection, which costs more than a request: the answers that set connections free must not
   * wait for many of them. At a processor's limit, 64 opened thousands of connections, 4 hundreds.
   */
  private static final int BATCH = 4;

  private static final int TAKE_MAX = 1024;
  private static final int PENDING_MAX = 1 << 20;
  private static final long FULL_RETRY_NANOS = 1_000_000L;
  private static final long NOT_FULL = Long.MAX_VALUE;

  private final LoopContext loop;
  private final PhaseNumbers phases;
  private final ArrivalSchedule schedule;
  private final ScenarioChoice choice;
  private final int inFlightMax;
  private final int number;
  private final boolean limitIsPlans;
  private final PendingArrivals pending = new PendingArrivals();
  private final Deque<VirtualUser> idle = new ArrayDeque<>();
  private final List<VirtualUser> all = new ArrayList<>();
  private long fullSince = NOT_FULL;
  private long stoppedAt = Long.MAX_VALUE;
  private int inFlight;
  private boolean starting;
  private boolean awaited;
  private boolean continuing;
  private final Timed goOn = this::goOn;
  private final long loadEnd;
  private Alarm alarm = new Alarm();

  /** Before this time the load is not over, even if no arrival is left. */
  private long notDoneBefore;

  /** Awaits the next arrival; one that the load's change has made obsolete does nothing. */
  private final class Alarm implements Timed {
    @Override
    public void fire(long now) {
      if (this == alarm) {
        awaited = false;
        work(now);
      }
    }
  }

  OpenDriver(LoopContext loop, Mix mix, int number, int inFlightMax, long seed) {
    this.loop = loop;
    phases = new PhaseNumbers(mix.phases());
    this.number = number;
    this.inFlightMax = inFlightMax;
    Load load = mix.load();
    limitIsPlans = load.maxInFlight() != Load.MAX_IN_FLIGHT_DEFAULT;
    schedule = ArrivalSchedule.of(load, seed + number);
    loadEnd = LevelCurve.of(load).endNanos();
    choice = new ScenarioChoice(mix.scenarios(), seed + number);
  }

  @Override
  public void begin() {
    skipOthers();
    awaitNext(Long.MIN_VALUE / 2);
  }

  private void skipOthers() {
    while (schedule.nanos() != ArrivalSchedule.END
        && schedule.index() % loop.loops() != loop.index()) {
      schedule.advance();
    }
  }

  /**
   * Makes sure that the next arrival is awaited, by one timer at most. An arrival taken early
   * leaves its timer behind, which then moves on. A timer is never set to the past, where it would
   * go before everything else that is due, nor to now, where it would go before the sockets.
   */
  private void awaitNext(long now) {
    if (!awaited && schedule.nanos() < stoppedAt) {
      awaited = true;
      long earliest = now + (pending.size() < PENDING_MAX ? 1 : FULL_RETRY_NANOS);
      loop.timers().add(Math.max(schedule.nanos(), earliest), alarm);
    }
  }

  private void work(long now) {
    boolean moreDue = takeDue(now);
    boolean moreToStart = startPending(now, BATCH);
    if (moreDue || moreToStart) {
      continueSoon(now);
    }
    awaitNext(now);
  }

  /** Goes on when sockets have had their turn, for which it must be later than now. */
  private void continueSoon(long now) {
    if (!continuing) {
      continuing = true;
      loop.timers().add(now + 1, goOn);
    }
  }

  private void goOn(long now) {
    continuing = false;
    work(now);
  }

  /**
   * Moves what is due from the schedule to the queue; returns whether more is due, but sockets must
   * have their turn first.
   */
  private boolean takeDue(long now) {
    int taken = 0;
    while (isDue(now) && taken < TAKE_MAX && pending.size() < PENDING_MAX) {
      int phase = phases.of(schedule.phase());
      pending.add(schedule.nanos(), schedule.index(), phase);
      recorder(phase, schedule.index()).offered();
      schedule.advance();
      skipOthers();
      taken++;
    }
    return taken == TAKE_MAX && isDue(now);
  }

  private IterationRecorder recorder(int phase, long arrival) {
    return loop.recorder().iteration(phase, choice.of(arrival).index());
  }

  private boolean isDue(long now) {
    return schedule.nanos() <= now && schedule.nanos() < stoppedAt;
  }

  /** Starts what may start; returns whether more could, but others must have their turn first. */
  private boolean startPending(long now, int max) {
    if (starting) {
      return false;
    }
    starting = true;
    int started = 0;
    while (!pending.isEmpty() && inFlight < inFlightMax && started < max) {
      long intended = pending.firstTime();
      long arrival = pending.firstNumber();
      int phase = pending.firstPhase();
      pending.removeFirst();
      start(intended, arrival, phase, now);
      started++;
    }
    starting = false;
    if (inFlight >= inFlightMax) {
      fullSince = Math.min(fullSince, now);
    } else {
      fullSince = NOT_FULL;
    }
    return !pending.isEmpty() && inFlight < inFlightMax;
  }

  private void start(long intended, long arrival, int phase, long now) {
    VirtualUser user = idle.pollFirst();
    if (user == null) {
      long id = ((long) all.size() * loop.loops() + loop.index()) | ((long) number << 40);
      user = new VirtualUser(loop, this, id, choice.first());
      all.add(user);
    }
    boolean waitIsPlans = limitIsPlans && fullSince != NOT_FULL;
    long waited = waitIsPlans ? Math.max(0, now - Math.max(intended, fullSince)) : 0;
    inFlight++;
    if (user.begin(choice.of(arrival), intended, phase, waited)) {
      user.run();
    } else {
      inFlight--;
      idle.addFirst(user);
      recorder(phase, arrival).dropped(DropReason.FEEDER_EMPTY);
    }
  }

  @Override
  public void iterationEnded(VirtualUser user, long now) {
    inFlight--;
    idle.addFirst(user);
    if (pending.isEmpty()) {
      fullSince = NOT_FULL;
    } else if (!starting && startPending(loop.now(), 1)) {
      continueSoon(loop.now());
    }
  }

  @Override
  public void adjust(long fromNanos, double level) {
    schedule.hold(fromNanos, level);
    notDoneBefore = loadEnd;
    alarm = new Alarm();
    awaited = false;
    work(loop.now());
  }

  @Override
  public void stop(long now) {
    while (takeDue(now)) {
      // all that was due before the stop was offered
    }
    stoppedAt = Math.min(stoppedAt, now);
    dropPending(DropReason.STOPPED);
  }

  private void dropPending(DropReason reason) {
    while (!pending.isEmpty()) {
      recorder(pending.firstPhase(), pending.firstNumber()).dropped(reason);
      pending.removeFirst();
    }
  }

  @Override
  public void cancel(long now) {
    DropReason reason = DropReason.GENERATOR;
    if (inFlight >= inFlightMax) {
      reason = limitIsPlans ? DropReason.MAX_IN_FLIGHT : DropReason.IN_FLIGHT_BOUND;
    }
    dropPending(reason);
    while (schedule.nanos() < stoppedAt) {
      int phase = phases.of(schedule.phase());
      recorder(phase, schedule.index()).offered();
      recorder(phase, schedule.index()).dropped(reason);
      schedule.advance();
      skipOthers();
    }
    for (VirtualUser user : all) {
      if (user.isBusy()) {
        user.cancel();
        inFlight--;
      }
      user.leave();
    }
  }

  @Override
  public void farewell() {
    all.forEach(VirtualUser::farewell);
  }

  @Override
  public boolean isDone() {
    return inFlight == 0
        && pending.isEmpty()
        && (schedule.nanos() == ArrivalSchedule.END || schedule.nanos() >= stoppedAt)
        && loop.now() >= Math.min(notDoneBefore, stoppedAt);
  }

  @Override
  public int inFlight() {
    return inFlight;
  }

  @Override
  public int users() {
    return all.size();
  }
}
