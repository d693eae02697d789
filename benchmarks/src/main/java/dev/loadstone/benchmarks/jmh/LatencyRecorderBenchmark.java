package dev.loadstone.benchmarks.jmh;

import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.LatencyRecorder;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Recording a time, and handing a whole interval's times over to be merged. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LatencyRecorderBenchmark {
  private static final int VALUES = 1 << 12;
  private static final int VALUES_PER_INTERVAL = 1_000;

  private final LatencyRecorder recorder = new LatencyRecorder();
  private final LatencyRecorder interval = new LatencyRecorder();
  private final Queue<int[]> pool = new ArrayDeque<>();
  private final Histogram merged = Histograms.empty();
  private final long[] values = values();
  private int next;

  /** Lognormal times around a millisecond, so that neighbouring counts are seldom hit in a row. */
  private static long[] values() {
    SplittableRandom random = new SplittableRandom(5);
    long[] values = new long[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = (long) (1e6 * Math.exp(random.nextGaussian()));
    }
    return values;
  }

  /** Records one time. */
  @Benchmark
  public void record() {
    recorder.record(values[next++ & (VALUES - 1)]);
  }

  /** Records a thousand times, hands them over, and adds them to a histogram. */
  @Benchmark
  public Histogram interval_recordSwapAndMerge() {
    for (int i = 0; i < VALUES_PER_INTERVAL; i++) {
      interval.record(values[next++ & (VALUES - 1)]);
    }
    interval.swap(pool).drainTo(merged, pool);
    return merged;
  }
}
