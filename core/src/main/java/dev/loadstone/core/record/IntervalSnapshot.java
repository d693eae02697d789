package dev.loadstone.core.record;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/**
 * All that was recorded in one interval of about a second, merged over all event loops. An
 * operation belongs to the interval in which it ended.
 *
 * @param index from 0, without gaps
 * @param startNanos nanoseconds from the start of the run
 * @param endNanos nanoseconds from the start of the run, the next interval's start
 * @param histograms values in nanoseconds, by series; only series that got a value. They belong to
 *     whoever tells of the interval, and may be used again for the next one: who wants to keep them
 *     takes {@link #keeping}
 * @param counters what was counted in the interval; only counters above 0
 * @param inFlight iterations under way at the end of the interval
 * @param users virtual users at the end of the interval
 * @param connections open connections at the end of the interval
 * @param generator how the generator fared
 * @param probes what probes gave; a value belongs to the interval in which its look ended
 */
public record IntervalSnapshot(
    int index,
    long startNanos,
    long endNanos,
    Map<SeriesKey, Histogram> histograms,
    Map<CounterKey, Long> counters,
    long inFlight,
    long users,
    long connections,
    GeneratorSample generator,
    ProbeReadings probes) {
  /** Copies the maps, not the histograms. */
  public IntervalSnapshot {
    histograms = Map.copyOf(histograms);
    counters = Map.copyOf(counters);
  }

  /** Creates an interval without probes. */
  public IntervalSnapshot(
      int index,
      long startNanos,
      long endNanos,
      Map<SeriesKey, Histogram> histograms,
      Map<CounterKey, Long> counters,
      long inFlight,
      long users,
      long connections,
      GeneratorSample generator) {
    this(
        index,
        startNanos,
        endNanos,
        histograms,
        counters,
        inFlight,
        users,
        connections,
        generator,
        ProbeReadings.NONE);
  }

  /** Returns the interval with copies of some of its histograms, which never change. */
  public IntervalSnapshot keeping(Predicate<SeriesKey> wanted) {
    return keeping(wanted, Histogram::copy);
  }

  /**
   * Returns the interval with copies of some of its histograms.
   *
   * @param copier makes a copy that belongs to the caller
   */
  public IntervalSnapshot keeping(Predicate<SeriesKey> wanted, UnaryOperator<Histogram> copier) {
    Map<SeriesKey, Histogram> kept = new HashMap<>();
    histograms.forEach((key, histogram) -> {
      if (wanted.test(key)) {
        kept.put(key, copier.apply(histogram));
      }
    });
    return new IntervalSnapshot(
        index,
        startNanos,
        endNanos,
        kept,
        counters,
        inFlight,
        users,
        connections,
        generator,
        probes);
  }

  /** Returns the interval with what its probes gave. */
  public IntervalSnapshot with(ProbeReadings readings) {
    return new IntervalSnapshot(
        index,
        startNanos,
        endNanos,
        histograms,
        counters,
        inFlight,
        users,
        connections,
        generator,
        readings);
  }
}
