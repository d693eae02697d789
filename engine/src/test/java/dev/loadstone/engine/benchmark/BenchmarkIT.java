package dev.loadstone.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BenchmarkIT {
  private static BenchmarkResult run(Benchmark benchmark) throws InterruptedException {
    return benchmark.run().getFirst();
  }

  @Test
  void sleep_ofAMillisecond_takesAMillisecond() throws InterruptedException {
    BenchmarkResult result =
        run(
            Benchmark.of("sleep", () -> Thread.sleep(1))
                .warmUp(20)
                .samples(200)
                .target(Figure.MIN, 10));

    assertThat(result.times().min()).isGreaterThanOrEqualTo(0.001);
    assertThat(result.times().count() + result.lateWarmUp()).isEqualTo(200);
    assertThat(result.successRatio()).isEqualTo(1);
    assertThat(result.resources().heapBytes()).isPositive();
    assertThat(result.targets().getFirst().verdict()).isIn(Verdict.PASS, Verdict.WARN);
  }

  @Test
  void empty_measured_showsTheCostOfTiming() throws InterruptedException {
    BenchmarkResult result = run(Benchmark.empty());

    assertThat(result.times().median()).isBetween(0.0, 100e-6);
    assertThat(result.resources().allocatedBytesPerOperation()).isLessThan(8);
  }

  @Test
  void callsPerSample_ofMany_giveTheTimeOfOne() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();

    BenchmarkResult result =
        run(
            Benchmark.of("count", calls::incrementAndGet)
                .warmUp(10)
                .samples(50)
                .callsPerSample(1_000));

    assertThat(calls).hasValue(60_000);
    assertThat(result.times().median()).isLessThan(100e-6);
  }

  @Test
  void timeout_ofCallsThatHang_interruptsEachOfThem() throws InterruptedException {
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    Action hang =
        () -> {
          try {
            never.await();
          } catch (InterruptedException cancelled) {
            interrupted.incrementAndGet();
            throw cancelled;
          }
        };

    BenchmarkResult result =
        run(Benchmark.of("hang", hang).warmUp(1).samples(4).timeout(Duration.ofMillis(50)));

    assertThat(interrupted).hasValue(5);
    assertThat(result.errors()).isEqualTo(Map.of("timeout_total", 5L));
    assertThat(result.times().count()).isZero();
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void timeout_ofOneCall_leavesTheNextAlone() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    Action hangOnce =
        () -> {
          if (calls.incrementAndGet() == 3) {
            never.await();
          }
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
        };

    BenchmarkResult result =
        run(Benchmark.of("once", hangOnce).warmUp(0).samples(50).timeout(Duration.ofSeconds(1)));

    assertThat(result.errors()).isEqualTo(Map.of("timeout_total", 1L));
    assertThat(result.runs().getFirst().succeeded(0)).isEqualTo(49);
  }

  @Test
  void timeout_ofACallThatDoesNotListen_endsTheBenchmark() throws InterruptedException {
    AtomicBoolean released = new AtomicBoolean();
    Action deaf =
        () -> {
          while (!released.get()) {
            Thread.onSpinWait();
          }
        };

    BenchmarkResult result =
        run(Benchmark.of("deaf", deaf).samples(4).timeout(Duration.ofMillis(50)));
    released.set(true);

    assertThat(result.stopped()).isEqualTo("a call does not end when it is interrupted");
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void failures_byClass_areNoSamples() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    Action everyOther =
        () -> {
          if (calls.incrementAndGet() % 2 == 0) {
            throw new IllegalStateException("no luck");
          }
        };

    BenchmarkResult result = run(Benchmark.of("other", everyOther).warmUp(0).samples(20));

    assertThat(result.errors()).isEqualTo(Map.of("IllegalStateException", 10L));
    assertThat(result.runs().getFirst().succeeded(0)).isEqualTo(10);
  }

  @Test
  void failFast_atTheFirstFailure_ends() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    Action fail =
        () -> {
          calls.incrementAndGet();
          throw new IOException("no luck");
        };

    BenchmarkResult result = run(Benchmark.of("fail", fail).failFast());

    assertThat(calls).hasValue(1);
    assertThat(result.stopped()).isEqualTo("an iteration failed: IOException");
  }

  @Test
  void allocation_ofAKilobyte_isToldPerCall() throws InterruptedException {
    BenchmarkResult result =
        run(Benchmark.of("allocate", () -> new byte[1_024]).warmUp(100).samples(2_000));

    assertThat(result.resources().allocatedBytesPerOperation()).isBetween(1_024.0, 1_100.0);
  }

  @Test
  void concurrency_ofThree_callsThreeAtOnce() throws InterruptedException {
    CyclicBarrier together = new CyclicBarrier(3);

    List<BenchmarkResult> results =
        Benchmark.of("together", () -> together.await()).warmUp(3).samples(30).concurrency(3).run();

    SampleLog log = results.getFirst().runs().getFirst();
    assertThat(log.size()).isEqualTo(33);
    assertThat(log.warmUp()).isEqualTo(3);
    assertThat(results.getFirst().concurrency()).isEqualTo(3);
    assertThat(results.getFirst().errors()).isEmpty();
  }

  @Test
  void actions_around_runInTheirOrder() throws InterruptedException {
    Queue<String> seen = new ConcurrentLinkedQueue<>();

    run(
        Benchmark.of("around", () -> seen.add("call"))
            .setup(() -> seen.add("setup"))
            .beforeEach(() -> seen.add("before"))
            .afterEach(() -> seen.add("after"))
            .teardown(() -> seen.add("teardown"))
            .warmUp(1)
            .samples(1));

    assertThat(seen)
        .containsExactly("setup", "before", "call", "after", "before", "call", "after", "teardown");
  }

  @Test
  void setup_thatFails_endsItBeforeACall() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();

    BenchmarkResult result =
        run(
            Benchmark.of("unset", calls::incrementAndGet)
                .setup(() -> {
                  throw new IOException("no luck");
                }));

    assertThat(calls).hasValue(0);
    assertThat(result.stopped()).isEqualTo("setup failed: IOException");
  }

  /** What a fork runs: fails where the test's own JVM has left a mark. */
  public static final class Forked implements BenchmarkSource {
    static boolean marked;

    @Override
    public Benchmark benchmark() {
      Action fresh =
          () -> {
            if (marked) {
              throw new IllegalStateException("not a fresh JVM");
            }
          };
      return Benchmark.of("forked", fresh).warmUp(50).samples(100).label("kind", "fork");
    }
  }

  @Test
  void forks_ofANamedClass_areFreshAndTheUnitOfStatistics()
      throws IOException, InterruptedException {
    Forked.marked = true;

    BenchmarkResult result = Forks.run(Forked.class, 3).getFirst();

    assertThat(result.errors()).isEmpty();
    assertThat(result.runs()).hasSize(3).allMatch(run -> run.size() == 150 && run.warmUp() == 50);
    assertThat(result.forks().orElseThrow().means()).hasSize(3).allMatch(mean -> mean >= 0);
    assertThat(result.forks().orElseThrow().interval()).isPresent();
    assertThat(result.labels()).isEqualTo(Map.of("kind", "fork"));
    assertThat(result.resources().rssBytes()).isGreaterThan(1e6);
  }

  /** Has no public constructor. */
  public static final class Hidden implements BenchmarkSource {
    private Hidden() {}

    @Override
    public Benchmark benchmark() {
      return Benchmark.empty();
    }
  }

  @Test
  void forks_ofAClassWithoutConstructor_areRefused() {
    assertThatThrownBy(() -> Forks.run(Hidden.class, 1))
        .hasMessage(
            "a fork's benchmark must be a public BenchmarkSource with a public constructor without"
                + " parameters, got: dev.loadstone.engine.benchmark.BenchmarkIT$Hidden");
  }
}
