package dev.loadstone.engine.loop;

import dev.loadstone.core.plan.Credential;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.trace.Tracing;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.Farewells;
import dev.loadstone.engine.activity.Turns;
import dev.loadstone.engine.http.HttpClient;
import dev.loadstone.engine.http.HttpEnvironment;
import dev.loadstone.engine.http.RequestTracer;
import dev.loadstone.engine.http.Resolver;
import dev.loadstone.engine.http.TlsContexts;
import dev.loadstone.engine.program.CompiledPlan;
import dev.loadstone.engine.program.CompiledPlan.Mix;
import dev.loadstone.engine.record.LoopInterval;
import dev.loadstone.engine.record.LoopRecorder;
import dev.loadstone.engine.time.Agenda;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.time.TimerHeap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * One event loop of a run: its timers, connections, virtual users and recorders. Everything but
 * {@link #begin}, {@link #stop}, {@link #adjust} and {@link #finish} happens on the loop's thread,
 * and those four only hand over to it; of a plan for which the loop has no sockets, also on the
 * threads of clients, one at a time.
 *
 * <p>Timers: the event loop keeps this as its {@link Agenda}. A long sleep is first asked for a
 * little shorter, because the kernel is late by a share of it, and the rest is slept once more.
 */
public final class EngineLoop implements Agenda {
  private static final long INTERVAL_NANOS = 1_000_000_000L;
  private static final long HEARTBEAT_NANOS = 20_000_000L;
  private static final long DONE_CHECK_NANOS = 1_000_000L;
  private static final long FAREWELL_NANOS = 1_000_000_000L;
  private static final int FIRES_MAX = 256;
  private static final long LONG_WAIT_NANOS = 5_000_000L;
  private static final long LATENESS_SHARE = 256;

  private final EventLoop eventLoop;
  private final Optional<SharedTurns> turns;
  private final LongSupplier clock;
  private final Listener listener;
  private final TimerHeap timers;
  private final LoopRecorder recorder;
  private final HttpClient http;
  private final List<Driver> drivers = new ArrayList<>();
  private final List<Load> loads = new ArrayList<>();
  private long deadline = NEVER;
  private long wake = NEVER;
  private int interval;
  private long lagNanosMax;
  private boolean stopped;
  private boolean doneTold;
  private boolean leaving;
  private long farewellEnd;
  private final Farewells farewells = new Farewells();
  private boolean finished;

  /** Hears of a loop; called on the loop's thread. */
  public interface Listener {
    /** An interval was recorded. */
    void interval(EngineLoop loop, LoopInterval interval);

    /** A failure was kept as an example. */
    void failure(FailureSample sample);

    /** All load of this loop is over. */
    void done(EngineLoop loop);

    /** Something went wrong in the generator itself. */
    void driverFailed(Throwable failure);
  }

  /**
   * What all loops of a run share.
   *
   * @param plan what is run
   * @param loops how many loops there are
   * @param channelType the transport's socket channel
   * @param clock nanoseconds from the start of the run
   * @param descriptors how many connections all loops together may have open at once
   * @param resolver addresses
   * @param tls how TLS is spoken
   * @param listener hears of the loops
   * @param tracing which requests are traced, if any are
   */
  public record Shared(
      CompiledPlan plan,
      int loops,
      Class<? extends Channel> channelType,
      LongSupplier clock,
      int descriptors,
      Resolver resolver,
      TlsContexts tls,
      Listener listener,
      Optional<Tracing> tracing) {}

  /**
   * Creates a loop.
   *
   * @param index from 0
   * @param eventLoop its thread and sockets
   */
  public EngineLoop(int index, EventLoop eventLoop, Shared shared) {
    this.eventLoop = eventLoop;
    this.clock = shared.clock();
    this.listener = shared.listener();
    this.timers = new TimerHeap();
    CompiledPlan plan = shared.plan();
    this.turns =
        plan.hasSockets()
            ? Optional.empty()
            : Optional.of(
                new SharedTurns(this, this::wake, timers::nextDeadline, listener::driverFailed));
    this.recorder = new LoopRecorder(plan.layout());
    List<String> secrets =
        plan.plan().credentials().values().stream().map(Credential::secret).toList();
    FailureSampler samples = new FailureSampler(plan.operations(), secrets, listener::failure);
    int connections = share(plan.plan().http().connectionsMax(), index, shared.loops());
    HttpEnvironment environment =
        new HttpEnvironment(
            eventLoop,
            shared.channelType(),
            clock,
            timers,
            plan.plan().http(),
            connections,
            share(shared.descriptors(), index, shared.loops()),
            shared.resolver(),
            shared.tls(),
            samples,
            recorder::opened,
            recorder::spareFailed,
            listener::driverFailed,
            shared.tracing().map(tracing -> tracer(tracing, plan, index)).orElse(null));
    this.http = new HttpClient(environment);
    LoopContext context =
        new LoopContext(
            index,
            shared.loops(),
            plan,
            eventLoop,
            clock,
            timers,
            http,
            new ActivityContext(
                environment,
                http,
                plan.names(),
                farewells,
                turns.isEmpty() ? Turns.on(eventLoop) : turns.get()),
            recorder,
            samples);
    for (Mix mix : plan.mixes()) {
      loads.add(mix.load());
      drivers.add(driver(context, mix, drivers.size()));
    }
  }

  private static RequestTracer tracer(Tracing tracing, CompiledPlan plan, int index) {
    return new RequestTracer(tracing, plan.plan().seed(), index, plan.layout().operations());
  }

  private static Driver driver(LoopContext context, Mix mix, int number) {
    long seed = context.plan().plan().seed();
    if (mix.samples().isPresent()) {
      return new SampleDriver(context, mix, mix.samples().get());
    }
    if (mix.load().model() == Load.Model.CLOSED) {
      return new ClosedDriver(context, mix, number, seed);
    }
    return new OpenDriver(
        context,
        mix,
        number,
        share(mix.load().maxInFlight(), context.index(), context.loops()),
        seed);
  }

  /** Returns this loop's share of a limit, at least 1; no limit is none for each. */
  static int share(int limit, int index, int loops) {
    return limit == Integer.MAX_VALUE
        ? limit
        : Math.max(1, limit / loops + (index < limit % loops ? 1 : 0));
  }

  /** Returns what the event loop is to keep. */
  public Agenda agenda() {
    return turns.isPresent() ? turns.get() : this;
  }

  private void wake() {
    try {
      eventLoop.execute(() -> {});
    } catch (RejectedExecutionException over) {
      // the run is over, and no timer matters any more
    }
  }

  private void execute(Runnable action) {
    try {
      eventLoop.execute(turns.isEmpty() ? action : () -> turns.get().take(action));
    } catch (RejectedExecutionException dead) {
      // the run has ended meanwhile, or hears of the loop's end
    }
  }

  /** Begins; the run's time must still be before 0. */
  public void begin() {
    long lastStart = loads.stream().mapToLong(EngineLoop::length).max().orElse(0);
    execute(() -> {
      new IntervalTimer().schedule();
      timers.add(lastStart, new DoneCheck());
      new Heartbeat(0).schedule();
      for (int i = 0; i < drivers.size(); i++) {
        new EndOfLoad(drivers.get(i), loads.get(i)).schedule();
        begin(drivers.get(i));
      }
    });
  }

  /** Returns how long a load starts iterations. */
  private static long length(Load load) {
    return load.duration().toNanos() + (load.phases().isEmpty() ? 0 : load.warmUp().toNanos());
  }

  private void begin(Driver driver) {
    try {
      driver.begin();
    } catch (RuntimeException failure) {
      listener.driverFailed(failure);
    }
  }

  /** Lets nothing new start; what is under way may go on for the drain's time. */
  public void stop() {
    execute(() -> {
      if (stopped) {
        return;
      }
      stopped = true;
      long now = clock.getAsLong();
      for (int i = 0; i < drivers.size(); i++) {
        Driver driver = drivers.get(i);
        driver.stop(now);
        timers.add(now + loads.get(i).drain().toNanos(), at -> driver.cancel(at));
      }
      new DoneCheck().fire(now);
    });
  }

  /**
   * Holds the loads at other levels from a time on.
   *
   * @param levels of the mixes, in their order
   */
  public void adjust(long fromNanos, double[] levels) {
    execute(() -> {
      if (!stopped && !doneTold) {
        for (int i = 0; i < drivers.size(); i++) {
          drivers.get(i).adjust(fromNanos, levels[i]);
        }
      }
    });
  }

  /** Hands over the last interval and does nothing any more. */
  public void finish() {
    execute(() -> {
      if (!finished) {
        finished = true;
        handOver(clock.getAsLong());
        if (doneTold) {
          drivers.forEach(driver -> driver.cancel(clock.getAsLong())); // users close what they own
        }
        http.closeIdle();
      }
    });
  }

  private void handOver(long now) {
    LoopInterval recorded = recorder.swap(interval++, now, finished);
    long inFlight = 0;
    long users = 0;
    for (Driver driver : drivers) {
      inFlight += driver.inFlight();
      users += driver.users();
    }
    recorded.levels(inFlight, users, http.connections(), lagNanosMax);
    lagNanosMax = 0;
    listener.interval(this, recorded);
  }

  private void checkDone() {
    if (doneTold) {
      return;
    }
    for (Driver driver : drivers) {
      if (!driver.isDone()) {
        return;
      }
    }
    if (!leaving) {
      leaving = true;
      farewellEnd = clock.getAsLong() + FAREWELL_NANOS;
      drivers.forEach(Driver::farewell);
    }
    if (farewells.isEmpty() || clock.getAsLong() >= farewellEnd) {
      doneTold = true;
      listener.done(this);
    }
  }

  // --- the agenda

  @Override
  public long now() {
    return clock.getAsLong();
  }

  @Override
  public long wakeNanos() {
    if (finished) {
      return NEVER;
    }
    if (timers.nextDeadline() != deadline) {
      deadline = timers.nextDeadline();
      wake = deadline == NEVER ? NEVER : wakeFor(clock.getAsLong());
    }
    return wake;
  }

  private long wakeFor(long now) {
    long sleep = deadline - now;
    return sleep > LONG_WAIT_NANOS ? deadline - sleep / LATENESS_SHARE : deadline;
  }

  @Override
  public boolean work() {
    if (finished) {
      return false;
    }
    long now = clock.getAsLong();
    if (now >= wake) {
      deadline = NEVER; // what is still to be waited for is found out anew
      wake = NEVER;
    }
    for (int i = 0; i < FIRES_MAX; i++) {
      Timed due = timers.poll(now);
      if (due == null) {
        return false;
      }
      fire(due, now);
    }
    return timers.nextDeadline() <= now;
  }

  private void fire(Timed due, long now) {
    try {
      due.fire(now);
    } catch (RuntimeException | Error failure) {
      listener.driverFailed(failure);
    }
  }

  /** Hands over what was recorded, at every whole second. */
  private final class IntervalTimer implements Timed {
    void schedule() {
      timers.add((interval + 1) * INTERVAL_NANOS, this);
    }

    @Override
    public void fire(long now) {
      if (!finished) {
        handOver(now);
        schedule();
      }
    }
  }

  /**
   * Notes how late the loop is for what it should do every {@value #HEARTBEAT_NANOS} ns, and
   * whether all is done.
   */
  private final class Heartbeat implements Timed {
    private long due;

    Heartbeat(long due) {
      this.due = due;
    }

    void schedule() {
      timers.add(due, this);
    }

    @Override
    public void fire(long now) {
      lagNanosMax = Math.max(lagNanosMax, clock.getAsLong() - due);
      checkDone();
      due = Math.max(due + HEARTBEAT_NANOS, now);
      schedule();
    }
  }

  /** Looks, from when nothing new starts any more, whether all is done. */
  private final class DoneCheck implements Timed {
    @Override
    public void fire(long now) {
      checkDone();
      if (!doneTold) {
        timers.add(now + DONE_CHECK_NANOS, this);
      }
    }
  }

  /** Ends the drain. */
  private final class EndOfLoad implements Timed {
    private final Driver driver;
    private final long end;

    EndOfLoad(Driver driver, Load load) {
      this.driver = driver;
      this.end = length(load) + load.drain().toNanos();
    }

    void schedule() {
      timers.add(end, this);
    }

    @Override
    public void fire(long now) {
      driver.cancel(now);
      checkDone();
    }
  }
}
