package dev.loadstone.monitor.export;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.ProbeReadings;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunStart;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Intervals of one second under construction. */
final class Intervals {
  private static final long SECOND = 1_000_000_000L;

  private final Map<SeriesKey, Histogram> histograms = new HashMap<>();
  private final Map<CounterKey, Long> counters = new HashMap<>();
  private ProbeReadings probes = ProbeReadings.NONE;

  static Tags operation(String step, String phase) {
    return new Tags(Map.of("scenario", "shop", "step", step, "phase", phase));
  }

  static RunStart start() {
    return new RunStart(
        "quick",
        "",
        Instant.ofEpochSecond(1_700_000_000),
        "abc",
        "",
        Map.of(),
        42,
        "open",
        SECOND,
        2 * SECOND,
        List.of(
            new PhaseWindow(PhaseWindow.WARM_UP, 0, SECOND, 10, 10, true),
            new PhaseWindow("steady", SECOND, 3 * SECOND, 10, 10, true)),
        List.of(),
        Optional.empty(),
        List.of("buy"),
        List.of(new ProbeSeries("target_memory_bytes", ProbeSeries.Unit.BYTES, "Memory.")));
  }

  Intervals time(Measure measure, Tags tags, long... nanos) {
    Histogram histogram =
        histograms.computeIfAbsent(new SeriesKey(measure, tags), any -> Histograms.empty());
    for (long each : nanos) {
      histogram.recordValue(each);
    }
    return this;
  }

  Intervals count(String name, Tags tags, long value) {
    counters.merge(new CounterKey(name, tags), value, Long::sum);
    return this;
  }

  Intervals probe(String series, double value) {
    probes = new ProbeReadings(Map.of(series, value), List.of());
    return this;
  }

  IntervalSnapshot at(int index) {
    return new IntervalSnapshot(
        index,
        index * SECOND,
        (index + 1) * SECOND,
        histograms,
        counters,
        3,
        4,
        5,
        new GeneratorSample(0.25, 0.5, 0.002, 0.001, 60, 1_024, 1e8, 5e7),
        probes);
  }
}
