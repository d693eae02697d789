package dev.loadstone.engine.loop;

import dev.loadstone.core.result.DropReason;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.program.CompiledPlan.Mix;
import dev.loadstone.engine.program.CompiledScenario;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets users of a closed workload run one iteration after the other. The user of number k takes
 * part while the load's level is above k; this loop has every n-th user. A user whose level has
 * gone ends its iteration first.
 */
final class ClosedDriver implements Driver {
  private static final long YIELD_NANOS = 1_000_000;

  private final LoopContext loop;
  private final PhaseNumbers phases;
  private LevelCurve curve;
  private final ScenarioChoice choice;
  private final int number;
  private final List<Seat> seats = new ArrayList<>();
  private int inFlight;
  private int active;
  private int waiting;
  private boolean stopped;
  private boolean changed;

  /** Before this time the load is not over, even if no user waits. */
  private long notDoneBefore;

  ClosedDriver(LoopContext loop, Mix mix, int number, long seed) {
    this.loop = loop;
    phases = new PhaseNumbers(mix.phases());
    this.number = number;
    curve = LevelCurve.of(mix.load());
    choice = new ScenarioChoice(mix.scenarios(), seed + number);
  }

  /** A user's place, with the time of its next iteration. */
  private final class Seat implements VirtualUser.Owner {
    final long index;
    final VirtualUser user;
    long due;
    boolean isActive;

    /** Awaits the next iteration; null if nothing is awaited. */
    @Nullable Alarm alarm;

    private final Alarm usual = new Alarm(this);

    Seat(long index) {
      this.index = index;
      user = new VirtualUser(loop, this, index | ((long) number << 40), choice.first());
    }

    void await(long time) {
      due = time;
      waiting++;
      alarm = changed ? new Alarm(this) : usual;
      loop.timers().add(time, alarm);
    }

    void go() {
      alarm = null;
      waiting--;
      long time = changed && !stopped ? curve.nextAbove(index, due) : due;
      if (stopped || time == LevelCurve.NEVER) {
        rest();
      } else if (time > due) {
        rest();
        await(time);
      } else {
        start();
      }
    }

    /** Finds out anew when to take part; a user that thinks or works finds out by itself. */
    void reconsider(long now) {
      if (isActive) {
        return;
      }
      if (alarm != null) {
        alarm = null;
        waiting--;
      }
      long time = curve.nextAbove(index, now);
      if (time != LevelCurve.NEVER) {
        await(time);
      }
    }

    void start() {
      if (!isActive) {
        isActive = true;
        active++;
      }
      long iteration = user.values().iteration();
      CompiledScenario scenario = choice.of(RandomStream.mix(index, iteration));
      inFlight++;
      if (user.begin(scenario, due, phase(due), 0)) {
        user.run();
      } else {
        inFlight--;
        loop.recorder().iteration(phase(due), scenario.index()).dropped(DropReason.FEEDER_EMPTY);
        rest();
      }
    }

    void rest() {
      if (isActive) {
        isActive = false;
        active--;
      }
    }

    @Override
    public void iterationEnded(VirtualUser ended, long now) {
      inFlight--;
      next(now);
    }

    /** Finds out when the next iteration is to start. */
    private void next(long now) {
      long wake =
          now
              + user.scenario()
                  .scenario()
                  .think()
                  .map(think -> ThinkTimes.nanos(think, user.values().random()))
                  .orElse(0L);
      long pace = user.scenario().scenario().pace().map(java.time.Duration::toNanos).orElse(0L);
      if (pace > 0) {
        wake = Math.max(wake, user.iterationIntended() + pace);
      }
      long time = stopped ? LevelCurve.NEVER : curve.nextAbove(index, wake);
      if (time == LevelCurve.NEVER) {
        rest();
        return;
      }
      if (time > wake) {
        rest();
      }
      if (time <= now && !user.mustYield()) {
        due = time;
        start();
      } else {
        await(user.mustYield() ? Math.max(time, now + YIELD_NANOS) : time);
      }
    }
  }

  /** A timer of a seat; one that the load's change has made obsolete does nothing. */
  private static final class Alarm implements Timed {
    private final Seat seat;

    Alarm(Seat seat) {
      this.seat = seat;
    }

    @Override
    public void fire(long now) {
      if (seat.alarm == this) {
        seat.go();
      }
    }
  }

  private int phase(long nanos) {
    return phases.of(curve.phaseAt(nanos));
  }

  @Override
  public void begin() {
    seat(0);
  }

  /** Makes sure that there is a seat for every user that will take part. */
  private void seat(long now) {
    long users = (long) Math.ceil(curve.peak());
    long first = loop.index() + (long) seats.size() * loop.loops();
    for (long index = first; index < users; index += loop.loops()) {
      Seat seat = new Seat(index);
      seats.add(seat);
      long time = curve.nextAbove(index, now);
      if (time != LevelCurve.NEVER) {
        seat.await(time);
      }
    }
  }

  @Override
  public void adjust(long fromNanos, double level) {
    changed = true;
    curve = curve.heldFrom(fromNanos, level);
    notDoneBefore = curve.endNanos();
    long now = Math.max(0, loop.now());
    seats.forEach(seat -> seat.reconsider(now));
    seat(now);
  }

  @Override
  public void stop(long now) {
    stopped = true;
  }

  @Override
  public void cancel(long now) {
    stopped = true;
    for (Seat seat : seats) {
      if (seat.user.isBusy()) {
        seat.user.cancel();
        inFlight--;
      }
      seat.rest();
      seat.user.leave();
    }
  }

  @Override
  public void farewell() {
    seats.forEach(seat -> seat.user.farewell());
  }

  @Override
  public boolean isDone() {
    return inFlight == 0 && (stopped || (waiting == 0 && loop.now() >= notDoneBefore));
  }

  @Override
  public int inFlight() {
    return inFlight;
  }

  @Override
  public int users() {
    return active;
  }
}
