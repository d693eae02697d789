package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.SampleStatistics;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.engine.BenchmarkRunner;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.TimeSummary;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Mean and median, and p90 where there are samples enough for it, of the thirteen components are
 * those of the testbed's ledger for the same requests: within 3 % or 100 µs for each request,
 * whichever is more. On a machine that is not quiet, where timers are late by more than that, twice
 * as much more is allowed as the testbed's timers and a probe's were late in the same benchmark, on
 * average or at a higher percentile; the long form of the suite makes no such allowance.
 */
final class ComponentTruthIT {
  private static final Path EXAMPLE = Path.of("..", "examples", "10-components");
  private static final double BAR_SHARE = 0.03;
  private static final double BAR_SECONDS = 100e-6;
  private static final int COMPONENTS = 13;
  private static final boolean LONG = "long".equals(System.getProperty("loadstone.truth"));

  /** What the ledger has of the routes that one benchmark asks, one after the other. */
  private record Served(LedgerSnapshot ledger, List<String> routes, SampleStatistics probe) {
    /** Returns the sum over the routes of a figure of one. */
    double sum(ToDoubleFunction<RouteLedger> figure) {
      return routes.stream().map(ledger::route).mapToDouble(figure).sum();
    }

    /** Returns how late any timer was for so many requests, by a figure of the probe. */
    double probed(ToDoubleFunction<SampleStatistics> figure) {
      return routes.size() * figure.applyAsDouble(probe);
    }

    /** Returns how late the testbed's event loops were for a request, by a figure of times. */
    double lateness(ToDoubleFunction<TimeSummary> figure) {
      return sum(route ->
          Math.max(0, figure.applyAsDouble(route.lateness()))
              + Math.max(0, figure.applyAsDouble(route.sending())));
    }
  }

  @Test
  void components_againstTheirLedger_takeWhatWasServed() throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>();
    Truth truth = Truth.parse("truth.yaml", Files.readString(EXAMPLE.resolve("truth.yaml")));
    try (TestbedServer testbed =
        TestbedServer.start(
            TestbedOptions.DEFAULTS.truth(truth).lowLatency(TruthScale.LOW_LATENCY))) {
      ReadOptions options = ReadOptions.NONE.withTarget("http://127.0.0.1:" + testbed.port());
      Plan plan = new PlanReader().read(EXAMPLE.resolve("plan.yaml"), options);
      assertThat(plan.benchmarks()).hasSize(COMPONENTS);
      BenchmarkRunner runner = new BenchmarkRunner(engine());
      for (ComponentBenchmark benchmark : plan.benchmarks()) {
        testbed.resetLedger();
        try (WakeUpProbe probe = new WakeUpProbe()) {
          BenchmarkResult result = runner.run(plan, shortened(benchmark), 1);
          Served served = new Served(testbed.ledger(), routes(benchmark), probe.lateness());
          compare(result, served, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static EngineOptions engine() {
    EngineOptions usual = EngineOptions.DEFAULT;
    return new EngineOptions(
        usual.loops(),
        usual.transport(),
        usual.busyPoll(),
        TruthScale.LOW_LATENCY,
        usual.rehearsal());
  }

  /** Returns the benchmark without a warm-up, since the ledger counts everything. */
  private static ComponentBenchmark shortened(ComponentBenchmark full) {
    return new ComponentBenchmark(
        full.name(),
        full.labels(),
        full.sampling().withWarmUp(0).withSamples(LONG ? 200 : 25),
        List.of(1),
        full.setup(),
        full.beforeEach(),
        full.steps(),
        full.afterEach(),
        full.teardown(),
        full.targets());
  }

  private static List<String> routes(ComponentBenchmark benchmark) {
    return benchmark.steps().stream().map(step -> ((Step.Http) step).name()).toList();
  }

  private static void compare(BenchmarkResult result, Served served, List<String> wrong) {
    int samples = result.runs().getFirst().size();
    served
        .routes()
        .forEach(route ->
            assertThat(served.ledger().route(route).outcome("ok")).as(route).isEqualTo(samples));
    assertThat(result.errors()).isEmpty();
    SampleStatistics all = SampleStatistics.of(result.runs().getFirst().durations(0));
    double late = served.lateness(TimeSummary::mean) + served.probed(SampleStatistics::mean);
    double mean = served.sum(route -> route.total().mean());
    check(result, served, new Comparison("mean", all.mean(), mean, late), wrong);
    if (served.routes().size() == 1) {
      late = served.lateness(TimeSummary::p75) + served.probed(SampleStatistics::p75);
      double median = served.sum(route -> route.total().p50());
      check(result, served, new Comparison("median", all.median(), median, late), wrong);
    }
    if (served.routes().size() == 1 && SampleStatistics.isTellable(samples, 0.9)) {
      late = served.lateness(TimeSummary::p99) + served.probed(SampleStatistics::p99);
      double p90 = served.sum(route -> route.total().p90());
      check(result, served, new Comparison("p90", all.p90(), p90, late), wrong);
    }
  }

  /**
   * A figure from both sides.
   *
   * @param late how late both sides' event loops were, in seconds
   */
  private record Comparison(String figure, double seen, double truth, double late) {}

  private static void check(
      BenchmarkResult result, Served served, Comparison comparison, List<String> wrong) {
    double truth = comparison.truth();
    double difference = comparison.seen() - truth;
    double bar = Math.max(BAR_SHARE * truth, BAR_SECONDS * served.routes().size());
    double allowed = LONG || comparison.late() < bar ? bar : bar + 2 * comparison.late();
    String line =
        "%s %s: ledger %.3f ms, measured %.3f ms, difference %.3f ms (%.2f %%), bar %.3f ms, late %.3f ms"
            .formatted(
                result.name(),
                comparison.figure(),
                truth * 1e3,
                comparison.seen() * 1e3,
                difference * 1e3,
                difference / truth * 100,
                bar * 1e3,
                comparison.late() * 1e3);
    System.out.println(line);
    if (Math.abs(difference) > allowed) {
      wrong.add(line);
    }
  }

  /** Wakes up every millisecond, and notes how late it was: what the machine adds to any timer. */
  private static final class WakeUpProbe implements AutoCloseable {
    private static final long PERIOD_NANOS = 1_000_000;

    private final List<Double> late = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().daemon(true).start(this::probe);
    private volatile boolean over;

    private void probe() {
      while (!over) {
        long due = System.nanoTime() + PERIOD_NANOS;
        LockSupport.parkNanos(PERIOD_NANOS);
        late.add(Math.max(0, System.nanoTime() - due) / 1e9);
      }
    }

    SampleStatistics lateness() throws InterruptedException {
      close();
      thread.join();
      return SampleStatistics.of(late.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public void close() {
      over = true;
    }
  }
}
