package dev.loadstone.monitor.jvm;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.jvm.JvmBeans.Collections;
import dev.loadstone.monitor.jvm.JvmBeans.Processor;
import dev.loadstone.monitor.reading.CounterRates;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a Java virtual machine tells of itself. What its old generation holds is told in the seconds
 * in which that was collected, for only then is it known. A connection that breaks is made anew at
 * the next look.
 */
final class JvmProbe implements Probe {
  /** How much before its time a collection may be asked for. */
  private static final long EARLY_NANOS = 500_000_000L;

  /** Makes connections. */
  interface Connector {
    /** Connects, which may take seconds. */
    JvmConnection connect() throws ProbeException, InterruptedException;
  }

  private final Connector connector;
  private final String place;
  private final Optional<Duration> collectEvery;
  private final boolean recorded;
  private final LongSupplier clock;
  private final CounterRates counters = new CounterRates();
  private @Nullable JvmConnection connection;
  private @Nullable JvmBeans beans;
  private @Nullable JvmFlight flight;
  private boolean collected;
  private long collectedAt;
  private double whole = Double.NaN;
  private double live = Double.NaN;

  /**
   * Creates a probe that is not connected.
   *
   * @param place for a person
   * @param collectEvery how often a full collection is asked for
   * @param recorded whether the flight recorder is used
   * @param clock in nanoseconds
   */
  JvmProbe(
      Connector connector,
      String place,
      Optional<Duration> collectEvery,
      boolean recorded,
      LongSupplier clock) {
    this.connector = connector;
    this.place = place;
    this.collectEvery = collectEvery;
    this.recorded = recorded;
    this.clock = clock;
  }

  /** Connects, if there is no connection. */
  JvmBeans connect() throws ProbeException, InterruptedException {
    JvmBeans known = beans;
    if (known != null) {
      return known;
    }
    JvmConnection opened = connector.connect();
    connection = opened;
    try {
      JvmBeans found = new JvmBeans(opened.beans());
      flight = recorded ? new JvmFlight(opened.beans()) : null;
      beans = found;
      return found;
    } catch (IOException | RuntimeException failed) {
      throw broken(failed);
    }
  }

  private ProbeException broken(Exception failed) {
    close();
    counters.reset();
    whole = Double.NaN;
    return new ProbeException(place + " does not tell: " + failed);
  }

  @Override
  public Map<String, Double> sample() throws ProbeException, InterruptedException {
    JvmBeans known = connect();
    try {
      return sample(known);
    } catch (IOException | RuntimeException failed) {
      throw broken(failed);
    }
  }

  private Map<String, Double> sample(JvmBeans known) throws IOException {
    collect(known);
    Map<String, Double> values = new HashMap<>();
    known.heap(values);
    double allocated = known.counts(values);
    Collections collections = known.collections();
    live(values, collections, known.live());
    Processor processor = known.processor();
    Map<String, Double> totals = new HashMap<>();
    totals.put(JvmKind.GC_RATE, collections.pauses());
    totals.put(JvmKind.GC_RATIO, collections.seconds());
    totals.put(JvmKind.ALLOCATION, allocated);
    totals.put(JvmKind.CPU, processor.cpuSeconds());
    values.putAll(counters.rates(totals, clock.getAsLong()));
    values.computeIfPresent(JvmKind.CPU, (name, used) -> used / processor.processors());
    double rate = values.getOrDefault(JvmKind.GC_RATE, 0.0);
    if (rate > 0) {
      values.put(JvmKind.GC_PAUSE, values.getOrDefault(JvmKind.GC_RATIO, Double.NaN) / rate);
    }
    JvmFlight recording = flight;
    if (recording != null) {
      recording.take(values);
    }
    return values;
  }

  private void collect(JvmBeans known) throws IOException {
    if (collectEvery.isEmpty()) {
      return;
    }
    long now = clock.getAsLong();
    if (!collected || now - collectedAt >= collectEvery.get().toNanos() - EARLY_NANOS) {
      collected = true;
      collectedAt = now;
      known.collect();
    }
  }

  /** Puts what the old generation holds, if it was collected since the last look. */
  private void live(Map<String, Double> values, Collections collections, double now) {
    boolean isNew = collections.whole() > whole || now != live;
    if (isNew && now > 0 && !Double.isNaN(whole)) {
      values.put(JvmKind.HEAP_LIVE, now);
    }
    whole = collections.whole();
    live = now;
  }

  @Override
  public void close() {
    JvmFlight recording = flight;
    flight = null;
    if (recording != null) {
      recording.close();
    }
    JvmConnection open = connection;
    connection = null;
    beans = null;
    if (open != null) {
      open.close();
    }
  }
}
