package dev.loadstone.benchmarks.jmh;

import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.time.TimerHeap;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Taking the earliest timer and setting another one, with as many waiting as there are users. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerHeapBenchmark {
  private static final int DELAY_MAX = 1_000_000;

  /** How many timers wait. */
  @Param({"64", "10000"})
  public int waiting;

  private final TimerHeap heap = new TimerHeap();
  private final SplittableRandom random = new SplittableRandom(7);
  private final Timed entry = now -> {};

  /** Sets the timers that wait. */
  @Setup
  public void fill() {
    for (int i = 0; i < waiting; i++) {
      heap.add(random.nextInt(DELAY_MAX), entry);
    }
  }

  /** Takes the earliest timer and sets one that is due later. */
  @Benchmark
  public @Nullable Timed pollAndAdd() {
    long now = heap.nextDeadline();
    Timed due = heap.poll(now);
    heap.add(now + random.nextInt(DELAY_MAX), entry);
    return due;
  }
}
