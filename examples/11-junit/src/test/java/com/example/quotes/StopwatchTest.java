package com.example.quotes;

import static dev.loadstone.junit.LoadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.engine.benchmark.Benchmark;
import dev.loadstone.junit.ComponentBenchmark;
import dev.loadstone.junit.ComponentRunner;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What the stopwatch itself is worth: something that takes a known time, nothing, and no end. */
class StopwatchTest {
  /** A sleep of 1 ms takes that and what the machine needs to wake; nothing takes nanoseconds. */
  @ComponentBenchmark
  void sleep_ofAMillisecond_saysSo(ComponentRunner runner)
      throws IOException, InterruptedException {
    BenchmarkReport sleep =
        runner.run(Benchmark.of("sleep 1 ms", () -> Thread.sleep(1)).warmUp(100).samples(500));
    BenchmarkReport nothing =
        runner.run(Benchmark.of("nothing", () -> 1).warmUp(2_000).callsPerSample(1_000));
    assertThat(sleep.results().getFirst().times().min()).isGreaterThanOrEqualTo(0.001);
    assertThat(sleep).meets("sleep 1 ms", Figure.MEDIAN, ofMillis(5));
    assertThat(nothing).meets("nothing", Figure.MEDIAN, 0.000_001);
  }

  /** What is not over after 50 ms is cancelled, each time, and has no time among the samples. */
  @ComponentBenchmark
  void call_withoutEnd_isCancelledAfterItsTimeout(ComponentRunner runner)
      throws IOException, InterruptedException {
    AtomicInteger cancelled = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    BenchmarkResult result =
        runner
            .run(
                Benchmark.of(
                        "no end",
                        () -> {
                          try {
                            never.await();
                          } catch (InterruptedException interrupted) {
                            cancelled.incrementAndGet();
                            throw interrupted;
                          }
                        })
                    .warmUp(2)
                    .samples(10)
                    .timeout(ofMillis(50)))
            .results()
            .getFirst();
    assertThat(cancelled).hasValue(12);
    assertThat(result.errors()).isEqualTo(Map.of("timeout_total", 12L));
    assertThat(result.times().count()).isZero();
  }
}
