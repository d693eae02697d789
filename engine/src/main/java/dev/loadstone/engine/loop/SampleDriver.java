package dev.loadstone.engine.loop;

import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.benchmark.Sampling;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.program.CompiledPlan.Mix;
import dev.loadstone.engine.program.CompiledScenario;
import dev.loadstone.engine.program.SampleTaker;
import dev.loadstone.engine.time.Timed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a benchmark's users take its samples, each user one iteration after the other.
 *
 * <p>The warm-up is over when it has had its iterations and its time; an iteration that begins from
 * then on is a sample, and just as many begin as are wanted, so that none is left out for being
 * slow. Iterations of the warm-up that are still under way then are not kept.
 */
final class SampleDriver implements Driver {
  private static final long YIELD_NANOS = 1_000_000;

  private final LoopContext loop;
  private final SampleTaker taker;
  private final Sampling sampling;
  private final SampleLog log;
  private final CompiledScenario scenario;
  private final List<Seat> seats = new ArrayList<>();
  private final int users;
  private boolean sampled;
  private int begun;
  private int ended;
  private int resting;
  private boolean stopped;
  private boolean over;

  SampleDriver(LoopContext loop, Mix mix, SampleTaker taker) {
    this.loop = loop;
    this.taker = taker;
    sampling = taker.sampling();
    log = taker.log();
    scenario = mix.scenarios().getFirst();
    users = (int) Math.ceil(LevelCurve.of(mix.load()).peak());
  }

  /** A user's place, with the limit of its sample. */
  private final class Seat implements VirtualUser.Owner {
    final VirtualUser user;
    final Timed next = now -> next(now);
    final Timed limit = this::limit;
    boolean isSample;
    boolean running;
    boolean watched;
    boolean tornDown;
    long deadline;

    Seat(long index) {
      user = new VirtualUser(loop, this, index, scenario);
    }

    void next(long now) {
      if (stopped || (sampled && begun == sampling.samples())) {
        tearDown(now);
        return;
      }
      isSample = sampled;
      begun += sampled ? 1 : 0;
      if (user.begin(scenario, now, 0, 0)) {
        user.run();
      } else {
        taker.stop("a feeder has no more rows");
        stopped = true;
        tearDown(now);
      }
    }

    private void tearDown(long now) {
      if (scenario.teardown().isEmpty() || tornDown || user.isBusy()) {
        rest();
      } else {
        tornDown = true;
        user.tearDown(now);
      }
    }

    private void rest() {
      resting++;
      if (resting == users) {
        finish();
      }
    }

    @Override
    public void sampleBegan(long now) {
      running = true;
      deadline = now + sampling.timeout().toNanos();
      if (!watched) {
        watched = true;
        loop.timers().add(deadline, limit);
      }
    }

    private void limit(long now) {
      watched = false;
      if (running && now >= deadline) {
        user.timeOutSample(now);
      } else if (running) {
        watched = true;
        loop.timers().add(deadline, limit);
      }
    }

    @Override
    public void sampleEnded(long startNanos, long endNanos, @Nullable ErrorClass error) {
      running = false;
      take(isSample, startNanos, endNanos, error);
    }

    @Override
    public void iterationEnded(VirtualUser of, long now) {
      ErrorClass outside = user.errorOutside();
      if (outside != null && !stopped) {
        taker.stop("a step outside of the samples failed: " + outside.label());
        stopped = true;
      }
      if (tornDown) {
        rest();
      } else if (user.mustYield()) {
        loop.timers().add(now + YIELD_NANOS, next);
      } else {
        next(now);
      }
    }
  }

  private void take(boolean isSample, long start, long end, @Nullable ErrorClass error) {
    if (isSample != sampled) {
      return; // it began in the warm-up, which is over
    }
    if (error == null) {
      log.add(start, end - start);
    } else {
      log.addFailed(start, end - start, error.label());
      if (sampling.failFast() && !stopped) {
        taker.stop("an iteration failed: " + error.label());
        stopped = true;
      }
    }
    ended++;
    if (sampled) {
      if (ended == sampling.samples()) {
        end();
      }
    } else if (isWarm(end)) {
      sampled = true;
      ended = 0;
      taker.warmUpEnds();
    }
  }

  private boolean isWarm(long now) {
    boolean full = log.size() >= Sampling.KEPT_MAX - sampling.samples();
    return full || (ended >= sampling.warmUpIterations() && now >= sampling.warmUpTime().toNanos());
  }

  private void end() {
    if (!over) {
      over = true;
      taker.end();
    }
  }

  private void finish() {
    if (!sampled) {
      taker.warmUpEnds();
      sampled = true;
    }
    end();
  }

  @Override
  public void begin() {
    if (sampling.warmUpIterations() == 0 && sampling.warmUpTime().isZero()) {
      sampled = true;
      taker.warmUpEnds();
    }
    for (int index = 0; index < users; index++) {
      Seat seat = new Seat(index);
      seats.add(seat);
      loop.timers().add(0, seat.next);
    }
  }

  @Override
  public void adjust(long fromNanos, double level) {
    throw new UnsupportedOperationException("a benchmark has no level");
  }

  @Override
  public void stop(long now) {
    if (!stopped && resting < users) {
      taker.stop("it was interrupted");
    }
    stopped = true;
  }

  @Override
  public void cancel(long now) {
    stop(now);
    for (Seat seat : seats) {
      if (seat.user.isBusy()) {
        seat.user.cancel();
        seat.rest();
      }
      seat.user.leave();
    }
  }

  @Override
  public void farewell() {
    seats.forEach(seat -> seat.user.farewell());
  }

  @Override
  public boolean isDone() {
    return resting >= users;
  }

  @Override
  public int inFlight() {
    return users - resting;
  }

  @Override
  public int users() {
    return users - resting;
  }
}
