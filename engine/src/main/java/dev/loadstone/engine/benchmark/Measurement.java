package dev.loadstone.engine.benchmark;

import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.benchmark.Sampling;
import dev.loadstone.engine.benchmark.Benchmark.Around;
import dev.loadstone.engine.health.ResourceMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * One benchmark at one level: workers warm up, wait for one another, and take each its share of the
 * samples. The calling thread watches them: it interrupts a call that takes too long, and looks
 * after memory.
 *
 * <p>A call that does not end within {@value #GRACE_NANOS} ns of its interrupt ends the benchmark;
 * its thread is left to itself.
 */
final class Measurement {
  private static final long GRACE_NANOS = 2_000_000_000L;
  private static final long LOOK_MIN_NANOS = 500_000L;
  private static final long LOOK_MAX_NANOS = 50_000_000L;
  private static final long LOOKS_PER_TIMEOUT = 20;
  private static final long MEMORY_NANOS = 100_000_000L;

  private final Callable<?> measured;
  private final Sampling sampling;
  private final Around around;
  private final int calls;
  private final ResourceMeter meter = new ResourceMeter();
  private final AtomicReference<String> stopped = new AtomicReference<>("");
  private final List<Worker> workers = new ArrayList<>();
  private final CountDownLatch warm;
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch done;

  Measurement(Callable<?> measured, Sampling sampling, Around around, int calls, int level) {
    this.measured = measured;
    this.sampling = sampling;
    this.around = around;
    this.calls = calls;
    warm = new CountDownLatch(level);
    done = new CountDownLatch(level);
    for (int i = 0; i < level; i++) {
      int most = (Sampling.KEPT_MAX - sampling.samples()) / level;
      int first = share(sampling.warmUpIterations(), i, level);
      workers.add(new Worker(this, first, most, share(sampling.samples(), i, level)));
    }
  }

  private static int share(int number, int worker, int level) {
    return number / level + (worker < number % level ? 1 : 0);
  }

  /** Runs until all samples are taken, or something ends it. */
  void run() throws InterruptedException {
    if (!perform(around.setup(), "setup")) {
      return;
    }
    try {
      workers.forEach(worker -> Thread.ofPlatform().name("benchmark").daemon(true).start(worker));
      watch(warm);
      meter.begin();
      go.countDown();
      watch(done);
    } finally {
      meter.end();
      stop("it was interrupted", done.getCount() > 0);
      go.countDown();
      perform(around.teardown(), "teardown");
    }
  }

  private void watch(CountDownLatch latch) throws InterruptedException {
    long look =
        Math.clamp(
            sampling.timeout().toNanos() / LOOKS_PER_TIMEOUT, LOOK_MIN_NANOS, LOOK_MAX_NANOS);
    long memory = System.nanoTime();
    while (latch.getCount() > 0) {
      LockSupport.parkNanos(look);
      if (Thread.interrupted()) {
        workers.forEach(Worker::interrupt);
        throw new InterruptedException();
      }
      long now = System.nanoTime();
      if (now - memory >= MEMORY_NANOS) {
        memory = now;
        meter.memory();
      }
      for (Worker worker : workers) {
        if (worker.look(now, sampling.timeout().toNanos(), GRACE_NANOS)) {
          stop("a call does not end when it is interrupted", true);
          return;
        }
      }
    }
  }

  private boolean perform(Action action, String what) {
    String failure = Worker.failure(action);
    if (failure != null) {
      stop(what + " failed: " + failure, true);
    }
    return failure == null;
  }

  /** Ends the measurement early; the first reason counts. */
  void stop(String reason, boolean really) {
    if (really) {
      stopped.compareAndSet("", reason);
    }
  }

  boolean isStopped() {
    return !stopped.get().isEmpty();
  }

  String stopped() {
    return stopped.get();
  }

  /** Returns every iteration of all workers, each part in the order in which they ended. */
  SampleLog log() {
    SampleLog log = new SampleLog();
    Worker.merge(workers, true, log);
    log.warmUpEnds();
    Worker.merge(workers, false, log);
    return log;
  }

  ResourceUse resources() {
    long allocated = 0;
    long called = 0;
    for (Worker worker : workers) {
      allocated += worker.allocatedBytes();
      called += (long) worker.taken() * calls;
    }
    return meter.use().withAllocated(called == 0 ? Double.NaN : (double) allocated / called);
  }

  // --- asked by workers

  Callable<?> measured() {
    return measured;
  }

  Sampling sampling() {
    return sampling;
  }

  Around around() {
    return around;
  }

  int calls() {
    return calls;
  }

  /** Says that a worker is warm, and waits until all are. */
  void awaitOthers() throws InterruptedException {
    warm.countDown();
    go.await();
  }

  /** Says that a worker has taken its samples. */
  void done() {
    warm.countDown();
    done.countDown();
  }
}
