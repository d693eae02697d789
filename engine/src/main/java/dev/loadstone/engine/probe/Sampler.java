package dev.loadstone.engine.probe;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.record.ProbeReadings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one probe once a second, on a thread of its own, a little before each second of the run
 * is over, so that what it gives belongs to that second. Memory is bounded: what nobody took is
 * replaced by what comes next.
 */
final class Sampler {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** How long before the end of a second its look begins. */
  private static final long AHEAD_NANOS = 100_000_000L;

  private final PlanProbe planned;
  private final Probe probe;
  private final Set<String> known;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicReference<Map<String, Double>> latest = new AtomicReference<>(Map.of());
  private final AtomicReference<ProbeReadings.@Nullable Failure> failure = new AtomicReference<>();
  private boolean failed; // the thread's own
  private @Nullable Thread thread; // set once, before anything else but the probe itself

  Sampler(PlanProbe planned, Probe probe) {
    this.planned = planned;
    this.probe = probe;
    this.known = planned.series().stream().map(ProbeSeries::name).collect(Collectors.toSet());
  }

  /** Begins to look. */
  void begin(LongSupplier clock) {
    thread =
        Thread.ofPlatform()
            .name("loadstone-probe-" + planned.name())
            .daemon(true)
            .start(() -> run(clock));
  }

  private void run(LongSupplier clock) {
    try {
      read();
      long now = clock.getAsLong();
      while (!stop.await(due(now) - now, NANOSECONDS)) {
        Map<String, Double> values = read();
        if (!values.isEmpty()) {
          latest.set(values);
        }
        now = clock.getAsLong();
      }
    } catch (InterruptedException over) {
      // only the end of the run interrupts; the probe must be closed undisturbed
    } finally {
      discard();
    }
  }

  /** Returns when the next look is due: of this second, or of the next if that has begun. */
  static long due(long now) {
    return Math.floorDiv(now + AHEAD_NANOS, SECOND_NANOS) * SECOND_NANOS
        + SECOND_NANOS
        - AHEAD_NANOS;
  }

  private Map<String, Double> read() throws InterruptedException {
    try {
      Map<String, Double> values = new HashMap<>();
      for (Map.Entry<String, Double> value : probe.sample().entrySet()) {
        String name = planned.name() + "_" + value.getKey();
        if (!known.contains(name)) {
          throw new ProbeException("it gave a series that it does not have: " + value.getKey());
        }
        if (Double.isFinite(value.getValue())) {
          values.put(name, value.getValue());
        }
      }
      return values;
    } catch (InterruptedException over) {
      throw over;
    } catch (Exception | Error broken) {
      if (!failed && stop.getCount() > 0) {
        failed = true;
        failure.set(new ProbeReadings.Failure(planned.name(), describe(broken)));
      }
      return Map.of();
    }
  }

  private static String describe(Throwable broken) {
    return broken instanceof ProbeException
        ? Objects.requireNonNullElse(broken.getMessage(), "")
        : broken.toString();
  }

  /** Returns the values of the last look since it was asked last; none if there were none. */
  Map<String, Double> take() {
    return latest.getAndSet(Map.of());
  }

  /** Returns the first failure, once. */
  Optional<ProbeReadings.Failure> takeFailure() {
    return Optional.ofNullable(failure.getAndSet(null));
  }

  /** Has the looking end; a look under way is interrupted. Closes the probe if there was none. */
  void stop() {
    stop.countDown();
    Thread looking = thread;
    if (looking == null) {
      discard();
    } else {
      looking.interrupt();
    }
  }

  /** Waits for the end of the looking. */
  void awaitEnd(long nanos) {
    Thread looking = thread;
    if (looking == null) {
      return;
    }
    try {
      looking.join(Math.max(1, NANOSECONDS.toMillis(nanos)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the probe, on the thread that looks or before there is one. */
  void discard() {
    boolean interrupted = Thread.interrupted();
    try {
      probe.close();
    } catch (RuntimeException | Error broken) {
      // Nothing of the run depends on it any more.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
