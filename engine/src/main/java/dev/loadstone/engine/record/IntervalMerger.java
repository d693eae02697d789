package dev.loadstone.engine.record;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Adds the same interval of all event loops up. Not thread-safe. */
public final class IntervalMerger {
  private IntervalMerger() {}

  /**
   * Merges.
   *
   * @param parts one of each loop, all with the same number
   * @param startNanos when the interval began
   * @param generator how the generator fared, without its loops' lag
   */
  public static IntervalSnapshot merge(
      List<LoopInterval> parts, long startNanos, GeneratorSample generator) {
    Map<SeriesKey, Histogram> histograms = new HashMap<>();
    Map<CounterKey, Long> counters = new HashMap<>();
    long end = startNanos;
    long inFlight = 0;
    long users = 0;
    long connections = 0;
    long lag = 0;
    for (LoopInterval part : parts) {
      for (LoopInterval.Series series : part.series()) {
        Histogram histogram = histograms.computeIfAbsent(series.key(), key -> Histograms.empty());
        series.counts().drainTo(histogram, part.pool());
      }
      part.counters().forEach((key, value) -> counters.merge(key, value, Long::sum));
      end = Math.max(end, part.endNanos());
      inFlight += part.inFlight();
      users += part.users();
      connections += part.connections();
      lag = Math.max(lag, part.lagNanosMax());
    }
    GeneratorSample sample =
        new GeneratorSample(
            generator.cpuRatio(),
            generator.loopCpuRatioMax(),
            generator.gcPauseSeconds(),
            lag / 1e9,
            generator.openFileDescriptors(),
            generator.fileDescriptorsMax(),
            generator.residentBytes(),
            generator.heapBytes());
    return new IntervalSnapshot(
        parts.getFirst().index(),
        startNanos,
        end,
        histograms,
        counters,
        inFlight,
        users,
        connections,
        sample);
  }
}
