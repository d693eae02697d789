package dev.loadstone.engine;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkResult.Identity;
import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.engine.health.ResourceMeter;
import dev.loadstone.engine.program.CompiledPlan;
import dev.loadstone.engine.program.PlanCompiler;
import dev.loadstone.engine.program.SampleTaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs benchmarks of plans on one event loop of this process, one after the other.
 *
 * <p>Only {@link #stop} may be called from another thread.
 */
public final class BenchmarkRunner {
  private static final String PHASE = "samples";

  /** Longer than any benchmark: it is over when its samples are taken. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private final EngineOptions options;
  private final AtomicReference<@Nullable LocalRun> running = new AtomicReference<>();
  private volatile boolean stopped;
  private boolean rehearsed;

  /**
   * Creates a runner.
   *
   * @param options how to use the machine; there is one event loop whatever they say
   */
  public BenchmarkRunner(EngineOptions options) {
    this.options = options;
  }

  /**
   * Runs a benchmark at one level.
   *
   * @param plan of which it is
   * @param level how many iterations are to be under way at once; at least 1
   * @throws IllegalArgumentException if a {@code call} step's method or a certificate file is not
   *     to be found, a target does not tell of its gRPC services, or the client of a step kind
   *     cannot be opened, or the machine does not give what the options want
   * @throws InterruptedException if the thread is interrupted; the benchmark ends then
   */
  public BenchmarkResult run(Plan plan, ComponentBenchmark benchmark, int level)
      throws InterruptedException {
    ResourceMeter meter = new ResourceMeter();
    SampleTaker taker = new SampleTaker(benchmark.sampling(), meter::begin, meter::end);
    CompiledPlan compiled =
        PlanCompiler.compile(plan, LocalRunner.schemas(plan), benchmark, load(level), taker);
    Failures failures = new Failures(meter);
    LocalRun run = begun(compiled, start(plan, benchmark), failures);
    if (stopped) {
      stop();
    }
    RunEnd end = await(run);
    end.driverFailures().stream().findFirst().ifPresent(taker::stop);
    Identity identity =
        new Identity(benchmark.name(), benchmark.labels(), level, benchmark.targets(), false);
    return BenchmarkResult.of(identity, List.of(taker.log()), meter.use(), failures.told(taker));
  }

  private LocalRun begun(CompiledPlan compiled, RunStart start, RunObserver observer) {
    Deque<Runnable> open = new ArrayDeque<>(); // what to do if it cannot begin, the last first
    try {
      OpenClients clients = OpenClients.open(compiled.clients());
      open.push(clients::close);
      LoopGroup group = LoopGroup.of(1, options);
      open.push(group::close);
      if (!options.rehearsal().isZero() && !rehearsed) {
        Rehearsal.Scope scope = Rehearsal.Scope.of(compiled.plan());
        Rehearsal.on(group, scope, options.rehearsal(), Long.MAX_VALUE);
        rehearsed = true;
      }
      LocalRun run = new LocalRun(compiled, group, start, observer);
      open.push(run::discard);
      run.onEnd(() -> {
        group.close();
        clients.close();
      });
      running.set(run);
      run.begin(LocalRun.LEAD_NANOS);
      return run;
    } catch (RuntimeException | Error failed) {
      open.forEach(Runnable::run);
      throw failed;
    }
  }

  private static RunEnd await(LocalRun run) throws InterruptedException {
    try {
      return run.await();
    } catch (InterruptedException interrupted) {
      run.stop(RunEnd.Reason.INTERRUPTED, "it was interrupted");
      throw interrupted;
    }
  }

  /** Lets the benchmark that is running, and every later one, end early. */
  public void stop() {
    stopped = true;
    LocalRun run = running.get();
    if (run != null) {
      run.stop(RunEnd.Reason.INTERRUPTED, "it was interrupted");
    }
  }

  private static Load load(int level) {
    return new Load(
        Load.Model.CLOSED,
        new Arrivals.Constant(),
        Duration.ZERO,
        List.of(new Phase(PHASE, level, level, 0, LONGEST)),
        Load.MAX_IN_FLIGHT_DEFAULT,
        Load.DRAIN_DEFAULT);
  }

  private static RunStart start(Plan plan, ComponentBenchmark benchmark) {
    return new RunStart(
        plan.name() + " " + benchmark.name(),
        "",
        Instant.EPOCH,
        "",
        "",
        Map.of(),
        plan.seed(),
        "closed",
        0,
        LONGEST.toNanos(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  /** Keeps the first failure as an example, and lets memory be looked at. */
  private static final class Failures implements RunObserver {
    private final ResourceMeter meter;
    private final AtomicReference<@Nullable FailureSample> first = new AtomicReference<>();

    Failures(ResourceMeter meter) {
      this.meter = meter;
    }

    @Override
    public void started(RunStart start) {}

    @Override
    public void interval(IntervalSnapshot interval) {
      meter.memory();
    }

    @Override
    public void failure(FailureSample sample) {
      first.compareAndSet(null, sample);
    }

    @Override
    public void ended(RunEnd end) {}

    /** Returns why the benchmark ended early, with the first failure if there was one. */
    String told(SampleTaker taker) {
      FailureSample sample = first.get();
      return taker.stopped().isEmpty() || sample == null
          ? taker.stopped()
          : taker.stopped() + " (" + sample.message() + ")";
    }
  }
}
