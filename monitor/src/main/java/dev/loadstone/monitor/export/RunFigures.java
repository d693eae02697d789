package dev.loadstone.monitor.export;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run so far, all of its phases and the warm-up together: what counts is added up
 * from the start, of what rises and falls the last value is known. Memory does not depend on the
 * run's length. Not thread-safe.
 */
final class RunFigures {
  private static final double NANOS = 1e9;

  private final Map<SeriesKey, TimeCounts> times = new HashMap<>();
  private final Map<SeriesKey, TimeCounts> byPhase = new HashMap<>();
  private final Map<CounterKey, Long> counts = new HashMap<>();
  private final Map<CounterKey, CounterKey> phaseless = new HashMap<>();
  private final Map<CounterKey, Double> rates = new HashMap<>();
  private final Map<String, Double> probes = new TreeMap<>();
  private final Map<String, Double> probePeaks = new TreeMap<>();
  private final Map<String, Long> probeFailures = new TreeMap<>();
  private final Map<String, ProbeSeries> series = new TreeMap<>();
  private GeneratorSample generator = GeneratorSample.UNKNOWN;
  private double gcPauseSeconds = Double.NaN;
  private long inFlight;
  private long users;
  private long connections;
  private long atNanos;
  private @Nullable RunStart start;
  private @Nullable RunEnd end;

  void started(RunStart run) {
    start = run;
    run.series().forEach(each -> series.put(each.name(), each));
  }

  void ended(RunEnd how) {
    end = how;
    inFlight = 0;
    users = 0;
    connections = 0;
    rates.clear();
  }

  void add(IntervalSnapshot interval) {
    interval
        .histograms()
        .forEach((key, histogram) ->
            byPhase
                .computeIfAbsent(
                    key, any -> times.computeIfAbsent(withoutPhase(any), fresh -> new TimeCounts()))
                .add(histogram));
    double seconds = Math.max(1e-9, (interval.endNanos() - interval.startNanos()) / NANOS);
    rates.clear();
    interval
        .counters()
        .forEach((key, value) -> {
          CounterKey whole = phaseless.computeIfAbsent(key, RunFigures::withoutPhase);
          counts.merge(whole, value, Long::sum);
          rates.merge(whole, value / seconds, Double::sum);
        });
    interval
        .probes()
        .values()
        .forEach((name, value) -> {
          probes.put(name, value);
          probePeaks.merge(name, value, Math::max);
        });
    interval
        .probes()
        .failures()
        .forEach(failure -> probeFailures.merge(failure.probe(), 1L, Long::sum));
    generator = interval.generator();
    double pause = generator.gcPauseSeconds();
    if (!Double.isNaN(pause)) {
      gcPauseSeconds = (Double.isNaN(gcPauseSeconds) ? 0 : gcPauseSeconds) + pause;
    }
    inFlight = interval.inFlight();
    users = interval.users();
    connections = interval.connections();
    atNanos = interval.endNanos();
  }

  private static CounterKey withoutPhase(CounterKey key) {
    return new CounterKey(key.name(), key.tags().without(Tag.PHASE));
  }

  /** A failed operation says so, a good one says nothing: here both say it. */
  private static SeriesKey withoutPhase(SeriesKey key) {
    Tags tags = key.tags().without(Tag.PHASE);
    return new SeriesKey(
        key.measure(), tags.has(Tag.OUTCOME) ? tags : tags.with(Tag.OUTCOME, Outcome.OK.label()));
  }

  /** Returns the run; null before its start. */
  @Nullable RunStart start() {
    return start;
  }

  /** Returns how it ended; null before its end. */
  @Nullable RunEnd end() {
    return end;
  }

  /** Returns times by measure and tags, the phase not among them and the outcome always. */
  Map<SeriesKey, TimeCounts> times() {
    return Collections.unmodifiableMap(times);
  }

  /** Returns the times of one measure. */
  Map<Tags, TimeCounts> times(Measure measure) {
    Map<Tags, TimeCounts> found = new HashMap<>();
    times.forEach((key, counted) -> {
      if (key.measure() == measure) {
        found.put(key.tags(), counted);
      }
    });
    return found;
  }

  /** Returns what was counted since the start, without the phase. */
  Map<CounterKey, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Returns what was counted per second in the last interval, without the phase. */
  Map<CounterKey, Double> rates() {
    return Collections.unmodifiableMap(rates);
  }

  /** Returns the last values of probes, by series. */
  Map<String, Double> probes() {
    return Collections.unmodifiableMap(probes);
  }

  /** Returns their largest values. */
  Map<String, Double> probePeaks() {
    return Collections.unmodifiableMap(probePeaks);
  }

  /** Returns failures of probes, by probe. */
  Map<String, Long> probeFailures() {
    return Collections.unmodifiableMap(probeFailures);
  }

  /** Returns what a series of a probe is of. */
  ProbeSeries.Unit unit(String name) {
    ProbeSeries known = series.get(name);
    return known == null ? ProbeSeries.Unit.NUMBER : known.unit();
  }

  /** Returns how the generator fared in the last interval. */
  GeneratorSample generator() {
    return generator;
  }

  /** Returns the time in pauses of garbage collection so far; NaN if it is not known. */
  double gcPauseSeconds() {
    return gcPauseSeconds;
  }

  long inFlight() {
    return inFlight;
  }

  long users() {
    return users;
  }

  long connections() {
    return connections;
  }

  /** Returns the end of the last interval, in nanoseconds from the start of the run. */
  long atNanos() {
    return atNanos;
  }
}
