package dev.loadstone.engine;

import dev.loadstone.core.platform.ThreadPriority;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.run.Runner.Run;
import dev.loadstone.core.trace.Tracing;
import dev.loadstone.engine.health.GeneratorProbe;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.http.Resolver;
import dev.loadstone.engine.loop.EngineLoop;
import dev.loadstone.engine.probe.RunProbes;
import dev.loadstone.engine.profile.RunProfiles;
import dev.loadstone.engine.program.CompiledPlan;
import dev.loadstone.engine.record.IntervalMerger;
import dev.loadstone.engine.record.LoopInterval;
import io.netty.channel.EventLoop;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run under way. Loops put what they record into one queue; one thread, the collector, merges it
 * and tells the observer.
 *
 * <p>End: when every loop has said that its load is over, the collector asks each for its last
 * interval; when the last has come, the run has ended.
 */
final class LocalRun implements Run, EngineLoop.Listener {
  /**
   * How long the loops have between the word to begin and the start of a run, while the observer
   * writes down that it starts.
   */
  static final long LEAD_NANOS = 20_000_000L;

  private static final int FAILURES_MAX = 10;

  private final LoopGroup group;
  private final RunStart announced;
  private final RunObserver observer;
  private final List<EngineLoop> loops = new ArrayList<>();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private final AtomicReference<@Nullable RunEnd> end = new AtomicReference<>();
  private final Tls tls;
  private final LoadLevel level; // guarded by itself
  private final LongSupplier clock;
  private long zero; // set once, before loops and collector begin
  private Runnable afterwards = () -> {};
  private RunProbes probes = RunProbes.NONE;
  private RunProfiles profiles = RunProfiles.NONE;

  /** What loops say to the collector. */
  private sealed interface Event {
    record Recorded(LoopInterval interval) implements Event {}

    record Failed(FailureSample sample) implements Event {}

    record Adjusted(Adjustment adjustment) implements Event {}

    record Done() implements Event {}

    record Broken(Throwable failure) implements Event {}

    /** A loop's thread has ended, before it was told to. */
    record Dead(int loop) implements Event {}
  }

  private record Stop(RunEnd.Reason reason, String detail) {}

  LocalRun(CompiledPlan plan, LoopGroup group, RunStart announced, RunObserver observer) {
    this(plan, group, announced, observer, Optional.empty());
  }

  LocalRun(
      CompiledPlan plan,
      LoopGroup group,
      RunStart announced,
      RunObserver observer,
      Optional<Tracing> tracing) {
    this.group = group;
    this.announced = announced;
    this.observer = observer;
    level = new LoadLevel(plan.mixes());
    Resolver resolver = new Resolver();
    for (Origin origin : plan.origins()) {
      try {
        resolver.resolve(origin);
      } catch (UnknownHostException unknown) {
        // asked for again by each operation, which fails with its own class
      }
    }
    clock = () -> System.nanoTime() - zero;
    tls = new Tls(plan.plan(), plan.origins());
    EngineLoop.Shared shared =
        new EngineLoop.Shared(
            plan,
            group.loops().size(),
            group.channelType(),
            clock,
            GeneratorProbe.freeDescriptors(),
            resolver,
            tls,
            this,
            tracing);
    for (EventLoop loop : group.loops()) {
      loops.add(new EngineLoop(loops.size(), loop, shared));
    }
  }

  /** Sets what is done when the run is over, before those who await it go on. */
  void onEnd(Runnable action) {
    afterwards = action;
  }

  /** Sets what is looked at while the run goes on; it is closed when the run is over. */
  void watch(RunProbes open) {
    probes = open;
  }

  /** Sets which profiles are taken while the run goes on. */
  void profile(RunProfiles planned) {
    profiles = planned;
  }

  /**
   * Begins.
   *
   * @param leadNanos how long from now until the run starts
   * @throws IllegalStateException if a loop does not live any more
   */
  void begin(long leadNanos) {
    for (int i = 0; i < loops.size(); i++) {
      EventLoop loop = group.loops().get(i);
      if (loop.isShuttingDown()) {
        throw new IllegalStateException("event loop " + i + " has died before the run");
      }
      int dead = i;
      loop.terminationFuture().addListener(ended -> events.add(new Event.Dead(dead)));
    }
    List<Thread> watched = group.busyPoll() ? List.of() : loopThreads();
    zero = System.nanoTime() + leadNanos;
    probes.begin(clock);
    profiles.begin(clock);
    Thread.ofPlatform()
        .name("loadstone-collector")
        .daemon(true)
        .start(() -> collect(new GeneratorProbe(watched, clock.getAsLong())));
    for (int i = 0; i < loops.size(); i++) {
      group.attend(group.loops().get(i), loops.get(i).agenda());
      loops.get(i).begin();
    }
  }

  /** Lets go of what it holds, if it has not begun. */
  void discard() {
    tls.close();
  }

  // --- told by loops

  @Override
  public void interval(EngineLoop loop, LoopInterval interval) {
    events.add(new Event.Recorded(interval));
  }

  @Override
  public void failure(FailureSample sample) {
    events.add(new Event.Failed(sample));
  }

  @Override
  public void done(EngineLoop loop) {
    events.add(new Event.Done());
  }

  @Override
  public void driverFailed(Throwable failure) {
    events.add(new Event.Broken(failure));
  }

  // --- collecting

  private void collect(GeneratorProbe probe) {
    Collector collector = new Collector(probe);
    try {
      collector.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error broken) {
      collector.failures.add(describe(broken));
      collector.tellEnd();
    } finally {
      probes.close();
      profiles.close();
      tls.close();
      afterwards.run();
      over.countDown();
    }
  }

  private static String describe(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private final class Collector {
    private final Map<Integer, List<LoopInterval>> incomplete = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final GeneratorProbe probe;
    private final IntervalMerger merger = new IntervalMerger();
    private long intervalStart;
    private int done;
    private int last;
    private boolean over;
    private boolean steppedBack;

    Collector(GeneratorProbe probe) {
      this.probe = probe;
    }

    void run() throws InterruptedException {
      observer.started(startedNow());
      while (!over) {
        take(events.take());
        if (!steppedBack && intervalStart > 0) {
          steppedBack = true;
          ThreadPriority.stepBack();
        }
      }
      tellEnd();
    }

    private RunStart startedNow() {
      Map<String, String> environment = new LinkedHashMap<>(announced.environment());
      environment.put("generator.loops", String.valueOf(loops.size()));
      environment.put("generator.transport", group.transport());
      environment.put("generator.latency", group.latency());
      tls.provider().ifPresent(provider -> environment.put("generator.tls", provider));
      return announced.at(Instant.now().plusNanos(-clock.getAsLong()), environment);
    }

    private void take(Event event) {
      switch (event) {
        case Event.Adjusted adjusted -> observer.adjusted(adjusted.adjustment());
        case Event.Failed failed -> observer.failure(failed.sample());
        case Event.Recorded recorded -> add(recorded.interval());
        case Event.Broken broken -> {
          if (failures.size() < FAILURES_MAX) {
            failures.add(describe(broken.failure()));
          }
        }
        case Event.Dead dead -> {
          failures.add("event loop " + dead.loop() + " died, and what it was doing is lost");
          loops.forEach(EngineLoop::stop);
          mergeRest();
          over = true;
        }
        case Event.Done finished -> {
          done++;
          if (done == loops.size()) {
            loops.forEach(EngineLoop::finish);
          }
        }
      }
    }

    private void add(LoopInterval interval) {
      List<LoopInterval> parts =
          incomplete.computeIfAbsent(interval.index(), index -> new ArrayList<>());
      parts.add(interval);
      if (interval.isLast()) {
        last++;
      }
      if (last == loops.size()) {
        mergeRest();
        over = true;
      } else if (parts.size() == loops.size() && last == 0) {
        incomplete.remove(interval.index());
        tell(parts);
      }
    }

    /**
     * Merges what is left when all loops have ended, some possibly within another interval than
     * others.
     */
    private void mergeRest() {
      incomplete.keySet().stream()
          .sorted()
          .toList()
          .forEach(index -> tell(incomplete.getOrDefault(index, List.of())));
    }

    private void tell(List<LoopInterval> parts) {
      GeneratorSample sample = probe.read(clock.getAsLong());
      var merged = merger.merge(parts, intervalStart, sample);
      intervalStart = merged.endNanos();
      IntervalSnapshot told = merged.with(probes.take());
      observer.interval(told);
      profiles.heard(told);
      merger.recycle(merged);
    }

    void tellEnd() {
      Stop why = stop.get();
      RunEnd.Reason reason = why == null ? RunEnd.Reason.COMPLETED : why.reason();
      RunEnd ended =
          new RunEnd(reason, why == null ? "" : why.detail(), clock.getAsLong(), failures);
      end.set(ended);
      profiles.finish().forEach(observer::profiled);
      observer.ended(ended);
    }
  }

  private List<Thread> loopThreads() {
    List<Thread> threads = new ArrayList<>();
    for (EventLoop loop : group.loops()) {
      Thread[] found = new Thread[1];
      loop.submit(() -> found[0] = Thread.currentThread()).syncUninterruptibly();
      threads.add(found[0]);
    }
    return threads;
  }

  // --- Run

  @Override
  public void stop(RunEnd.Reason reason, String detail) {
    if (stop.compareAndSet(null, new Stop(reason, detail))) {
      loops.forEach(EngineLoop::stop);
    }
  }

  /**
   * The change comes a little later than the word, so that all loops make it at the same time of
   * the load.
   */
  @Override
  public void adjust(double level) {
    synchronized (this.level) {
      long at = Math.max(0, clock.getAsLong()) + LEAD_NANOS;
      double before = this.level.at(at);
      double[] levels = this.level.hold(at, level);
      events.add(new Event.Adjusted(new Adjustment(at, before, level, this.level.isOpen())));
      loops.forEach(loop -> loop.adjust(at, levels));
    }
  }

  @Override
  public boolean offersProfiles() {
    return profiles.areOffered();
  }

  @Override
  public void profile() {
    profiles.ask();
  }

  @Override
  public RunEnd await() throws InterruptedException {
    over.await();
    RunEnd ended = end.get();
    if (ended == null) {
      throw new IllegalStateException("the run was interrupted before its end could be told");
    }
    return ended;
  }
}
