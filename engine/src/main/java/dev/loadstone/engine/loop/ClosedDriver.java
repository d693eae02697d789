package dev.loadstone.engine.loop;

import dev.loadstone.core.result.DropReason;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.program.CompiledPlan.Mix;
import dev.loadstone.engine.program.CompiledScenario;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets users of a closed workload run one iteration after the other. The user of number k takes
 * part while the load's level is above k; this loop has every n-th user. A user whose level has
 * gone ends its iteration first.
 */
final class ClosedDriver implements Driver {
  private static final long YIELD_NANOS = 1_000_000;

  private final LoopContext loop;
  private final PhaseNumbers phases;
  private final LevelCurve curve;
  private final ScenarioChoice choice;
  private final int number;
  private final List<Seat> seats = new ArrayList<>();
  private int inFlight;
  private int active;
  private int waiting;
  private boolean stopped;

  ClosedDriver(LoopContext loop, Mix mix, int number, long seed) {
    this.loop = loop;
    phases = new PhaseNumbers(mix.phases());
    this.number = number;
    curve = LevelCurve.of(mix.load());
    choice = new ScenarioChoice(mix.scenarios(), seed + number);
  }

  /** A user's place, with the time of its next iteration. */
  private final class Seat implements Timed, VirtualUser.Owner {
    final long index;
    final VirtualUser user;
    long due;
    boolean isActive;

    Seat(long index) {
      this.index = index;
      user = new VirtualUser(loop, this, index | ((long) number << 40), choice.first());
    }

    void await(long time) {
      due = time;
      waiting++;
      loop.timers().add(time, this);
    }

    @Override
    public void fire(long now) {
      waiting--;
      if (stopped) {
        rest();
      } else {
        start();
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

  private int phase(long nanos) {
    return phases.of(curve.phaseAt(nanos));
  }

  @Override
  public void begin() {
    long users = (long) Math.ceil(curve.peak());
    for (long index = loop.index(); index < users; index += loop.loops()) {
      long time = curve.nextAbove(index, 0);
      if (time != LevelCurve.NEVER) {
        Seat seat = new Seat(index);
        seats.add(seat);
        seat.await(time);
      }
    }
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
    return inFlight == 0 && (stopped || waiting == 0);
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
