package dev.loadstone.engine.benchmark;

import com.sun.management.ThreadMXBean;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.benchmark.Sampling;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a measurement. What it keeps of its samples is allocated before the first, so that
 * the bytes that its thread allocates meanwhile are those of the measured code.
 *
 * <p>Timeout: while a call runs, the state is RUNNING. Whoever changes that first decides how it
 * ended: the worker (IDLE), or the watching thread (EXPIRED), which interrupts the worker and then
 * says INTERRUPTED; the worker waits for that and clears its interrupt, so that none ever hits the
 * next call.
 */
final class Worker implements Runnable {
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int EXPIRED = 2;
  private static final int INTERRUPTED = 3;
  private static final String TIMEOUT = "timeout_total";

  private final Measurement measurement;
  private final int warmUps;
  private final int warmUpsMost;
  private final int samples;
  private final Blackhole hole = new Blackhole();
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final Series warm = new Series(256);
  private Series taken = new Series(0);
  private volatile long began;
  private volatile long expired;
  private volatile @Nullable Thread thread;
  private volatile long allocatedBytes;
  private volatile boolean over;

  /** Iterations in their order. */
  private static final class Series {
    long[] starts;
    long[] ends;
    double[] seconds;
    @Nullable String[] errors;
    int size;

    Series(int capacity) {
      starts = new long[capacity];
      ends = new long[capacity];
      seconds = new double[capacity];
      errors = new String[capacity];
    }

    void add(long start, long end, double time, @Nullable String error) {
      if (size == starts.length) {
        int capacity = 2 * size + 1;
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        seconds = Arrays.copyOf(seconds, capacity);
        errors = Arrays.copyOf(errors, capacity);
      }
      starts[size] = start;
      ends[size] = end;
      seconds[size] = time;
      errors[size] = error;
      size++;
    }
  }

  /**
   * Creates a worker.
   *
   * @param warmUps how many iterations its warm-up has at least
   * @param warmUpsMost how many at most
   * @param samples how many samples it takes
   */
  Worker(Measurement measurement, int warmUps, int warmUpsMost, int samples) {
    this.measurement = measurement;
    this.warmUps = warmUps;
    this.warmUpsMost = warmUpsMost;
    this.samples = samples;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      warmUp();
      taken = new Series(samples);
      measurement.awaitOthers();
      long before = threadAllocated();
      while (taken.size < samples && !measurement.isStopped()) {
        iterate(taken);
      }
      allocatedBytes = threadAllocated() - before;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      measurement.stop("it was interrupted", true);
    } finally {
      over = true;
      measurement.done();
    }
  }

  private void warmUp() {
    Sampling sampling = measurement.sampling();
    long until = System.nanoTime() + sampling.warmUpTime().toNanos();
    while (!measurement.isStopped()
        && warm.size < warmUpsMost
        && (warm.size < warmUps || System.nanoTime() < until)) {
      iterate(warm);
    }
  }

  private void iterate(Series series) {
    String outside = failure(measurement.around().beforeEach());
    if (outside != null) {
      measurement.stop("beforeEach failed: " + outside, true);
      return;
    }
    long start = System.nanoTime();
    began = start;
    state.set(RUNNING);
    String error = null;
    start = System.nanoTime();
    long end;
    try {
      call();
      end = System.nanoTime();
    } catch (Throwable thrown) {
      end = System.nanoTime();
      error = thrown.getClass().getSimpleName();
    }
    if (!state.compareAndSet(RUNNING, IDLE)) {
      error = TIMEOUT;
      awaitInterrupt();
    }
    double seconds = (end - start) / 1e9 / measurement.calls();
    series.add(start, end, seconds, error);
    outside = failure(measurement.around().afterEach());
    if (outside != null) {
      measurement.stop("afterEach failed: " + outside, true);
    }
    if (error != null && measurement.sampling().failFast()) {
      measurement.stop("an iteration failed: " + error, true);
    }
  }

  private void call() throws Exception {
    var measured = measurement.measured();
    for (int i = measurement.calls(); i > 0; i--) {
      hole.take(measured.call());
    }
  }

  private void awaitInterrupt() {
    while (state.get() != INTERRUPTED) {
      Thread.onSpinWait();
    }
    Thread.interrupted();
    state.set(IDLE);
  }

  /**
   * Interrupts the call under way if it has taken too long.
   *
   * @return whether it goes on although it was interrupted more than the grace ago
   */
  boolean look(long now, long timeoutNanos, long graceNanos) {
    Thread running = thread;
    if (over || running == null) {
      return false;
    }
    if (state.get() == RUNNING
        && now - began >= timeoutNanos
        && state.compareAndSet(RUNNING, EXPIRED)) {
      expired = now;
      running.interrupt();
      state.set(INTERRUPTED);
    }
    return state.get() == INTERRUPTED && now - expired >= graceNanos;
  }

  void interrupt() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  int taken() {
    return taken.size;
  }

  long allocatedBytes() {
    return allocatedBytes;
  }

  /** Returns the name of what an action throws; null if it throws nothing. */
  static @Nullable String failure(Action action) {
    try {
      action.run();
      return null;
    } catch (Throwable thrown) {
      return thrown.getClass().getSimpleName();
    }
  }

  private static long threadAllocated() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
        ? threads.getCurrentThreadAllocatedBytes()
        : 0;
  }

  /** Adds one part of all workers' iterations to a log, in the order in which they ended. */
  static void merge(List<Worker> workers, boolean warmUp, SampleLog log) {
    record Place(Series series, int index) {
      long end() {
        return series.ends[index];
      }
    }
    workers.stream()
        .map(worker -> warmUp ? worker.warm : worker.taken)
        .flatMap(series -> IntStream.range(0, series.size).mapToObj(i -> new Place(series, i)))
        .sorted(Comparator.comparingLong(Place::end))
        .forEach(place -> add(place.series, place.index, log));
  }

  private static void add(Series series, int index, SampleLog log) {
    long start = series.starts[index];
    long nanos = series.ends[index] - start;
    String error = series.errors[index];
    if (error == null) {
      log.addMean(start, nanos, series.seconds[index]);
    } else {
      log.addFailed(start, nanos, error);
    }
  }
}
