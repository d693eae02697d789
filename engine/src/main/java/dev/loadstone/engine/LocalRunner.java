package dev.loadstone.engine;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.run.Runner;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.grpc.GrpcSchemas;
import dev.loadstone.engine.probe.RunProbes;
import dev.loadstone.engine.profile.RunProfiles;
import dev.loadstone.engine.program.CompiledPlan;
import dev.loadstone.engine.program.CompiledPlan.Mix;
import dev.loadstone.engine.program.PlanCompiler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Set;

/** Runs plans on event loops of this process. */
public final class LocalRunner implements Runner {
  private static final double RATE_PER_LOOP = 20_000;

  /**
   * After so many requests all of the generator's code is loaded and linked, and mostly compiled.
   */
  private static final long REHEARSED_MIN = 250;

  /** Arrivals per second that code which is only just loaded cannot keep up with. */
  private static final double HEAVY_RATE = 2_000;

  /** A warm-up of this length makes code warm. */
  private static final Duration WARM = Duration.ofSeconds(2);

  /** How long a rehearsal of such a load may take. */
  private static final Duration HEAVY_LONGEST = Duration.ofSeconds(6);

  /** How many connections are opened in it, so that this is compiled, too. */
  private static final long HEAVY_CONNECTIONS = 1_000;

  /**
   * How long such a load waits for those who observe the run to get ready, which is the work of a
   * tenth of a second: beside the first arrivals it would make them late.
   */
  private static final long HEAVY_LEAD_NANOS = 300_000_000L;

  private final EngineOptions options;

  /** Creates a runner. */
  public LocalRunner(EngineOptions options) {
    this.options = options;
  }

  /**
   * Starts a run; see {@link Runner#start}.
   *
   * @throws IllegalArgumentException if a {@code call} step's method or a certificate file is not
   *     to be found, a local address is not of this machine, a target does not tell of its gRPC
   *     services, the client of a step kind or a probe cannot be opened, or the machine does not
   *     give what the options want
   */
  @Override
  public Run start(Plan plan, RunStart start, RunObserver observer) {
    for (Problem problem : SourceAddresses.problems(plan.http().localAddresses())) {
      throw new IllegalArgumentException(problem.toString());
    }
    CompiledPlan compiled = PlanCompiler.compile(plan, schemas(plan));
    int loops = options.loops().orElseGet(() -> loops(compiled));
    Deque<Runnable> open = new ArrayDeque<>(); // what to do if it cannot begin, the last first
    try {
      OpenClients clients = OpenClients.open(compiled.clients());
      open.push(clients::close);
      RunProbes probes = RunProbes.open(plan.probes(), compiled.names());
      open.push(probes::close);
      LoopGroup group = LoopGroup.of(loops, options);
      open.push(group::close);
      rehearse(group, compiled);
      LocalRun run = new LocalRun(compiled, group, start, observer, options.tracing());
      open.push(run::discard);
      run.watch(probes);
      run.profile(RunProfiles.of(plan.profiles(), start, longest(compiled)));
      run.onEnd(() -> {
        group.close();
        clients.close();
      });
      run.begin(heavyRate(compiled) > 0 ? HEAVY_LEAD_NANOS : LocalRun.LEAD_NANOS);
      return run;
    } catch (RuntimeException | Error failed) {
      open.forEach(Runnable::run);
      throw failed;
    }
  }

  /** Returns how long a run goes on at most, from its start. */
  private static Duration longest(CompiledPlan plan) {
    return plan.mixes().stream()
        .map(Mix::load)
        .map(load -> load.warmUp().plus(load.duration()).plus(load.drain()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private void rehearse(LoopGroup group, CompiledPlan compiled) {
    if (options.rehearsal().isZero()) {
      return;
    }
    Rehearsal.Scope scope = Rehearsal.Scope.of(compiled.plan());
    Rehearsal.on(group, scope, options.rehearsal(), rehearsed(compiled));
    double rate = heavyRate(compiled);
    if (rate > 0) {
      double most = Math.min(rate, RATE_PER_LOOP * group.loops().size());
      Rehearsal.connecting(group, HEAVY_LONGEST, HEAVY_CONNECTIONS);
      Rehearsal.underLoad(group, scope, most, HEAVY_LONGEST);
    }
  }

  /** Returns what the targets of a plan tell of their gRPC services. */
  static GrpcSchemas schemas(Plan plan) {
    try (Tls tls = new Tls(plan, Set.of())) {
      return GrpcSchemas.of(plan, tls);
    }
  }

  /**
   * Returns how many loops a plan deserves: one per processor, but not more than its load can make
   * use of; a single one if others' clients do all of the work on threads of their own, since a
   * loop that sleeps between two answers must be woken for each of them.
   */
  static int loops(CompiledPlan plan) {
    if (plan.origins().isEmpty() && !plan.clients().isEmpty()) {
      return 1;
    }
    int processors = Runtime.getRuntime().availableProcessors();
    int useful = 1;
    for (Mix mix : plan.mixes()) {
      useful = Math.max(useful, useful(mix.load()));
    }
    int connections = plan.plan().http().connectionsMax();
    return Math.max(1, Math.min(Math.min(processors, useful), connections));
  }

  /**
   * Returns how many arrivals per second there are at first, if that is more than code can keep up
   * with which is still being compiled, and there is no warm-up in which it is; else 0.
   */
  static double heavyRate(CompiledPlan plan) {
    double first = 0;
    for (Mix mix : plan.mixes()) {
      Load load = mix.load();
      boolean cold = load.warmUp().compareTo(WARM) < 0;
      if (load.model() == Load.Model.OPEN && cold && !load.phases().isEmpty()) {
        first += load.phases().getFirst().from();
      }
    }
    return first >= HEAVY_RATE ? first : 0;
  }

  /**
   * Returns how many requests of a rehearsal are enough for a plan: as many as its loads start
   * iterations in a second at their peak, so that a light load need not wait for code as warm as a
   * heavy one's. Users and traces ask for what they will, so for them it is never enough.
   */
  static long rehearsed(CompiledPlan plan) {
    double peak = 0;
    for (Mix mix : plan.mixes()) {
      Load load = mix.load();
      if (load.model() == Load.Model.CLOSED || load.phases().isEmpty()) {
        return Long.MAX_VALUE;
      }
      peak += LevelCurve.of(load).peak();
    }
    return Math.max(REHEARSED_MIN, (long) Math.ceil(peak));
  }

  private static int useful(Load load) {
    double peak = LevelCurve.of(load).peak();
    if (load.model() == Load.Model.CLOSED) {
      return (int) Math.min(peak, 1_024);
    }
    return (int) Math.min(load.maxInFlight(), Math.max(1, Math.ceil(peak / RATE_PER_LOOP)));
  }
}
