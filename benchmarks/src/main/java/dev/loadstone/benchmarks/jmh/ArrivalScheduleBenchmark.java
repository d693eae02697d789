package dev.loadstone.benchmarks.jmh;

import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.schedule.ArrivalSchedule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The time of the next arrival at 20,000 a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ArrivalScheduleBenchmark {
  private static final double RATE = 20_000;

  /** Long enough never to end: ten thousand days. */
  private static final Duration LENGTH = Duration.ofDays(10_000);

  private final ArrivalSchedule constant = schedule(new Arrivals.Constant());
  private final ArrivalSchedule poisson = schedule(new Arrivals.Poisson());

  private static ArrivalSchedule schedule(Arrivals arrivals) {
    Load load =
        new Load(
            Load.Model.OPEN,
            arrivals,
            Duration.ZERO,
            List.of(new Phase("steady", RATE, RATE, 0, LENGTH)),
            Load.MAX_IN_FLIGHT_DEFAULT,
            Load.DRAIN_DEFAULT);
    return ArrivalSchedule.of(load, 42);
  }

  /** Goes on to the next of evenly spaced arrivals. */
  @Benchmark
  public long next_constant() {
    constant.advance();
    return constant.nanos();
  }

  /** Goes on to the next arrival of a Poisson process. */
  @Benchmark
  public long next_poisson() {
    poisson.advance();
    return poisson.nanos();
  }
}
