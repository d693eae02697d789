package dev.loadstone.engine.record;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Adds the same interval of all event loops up. Its histograms, of a hundred kilobytes and more
 * each, are used again: made anew for every series and second they outgrew the young generation,
 * and had to be collected by pauses that the event loops felt. Not thread-safe.
 */
public final class IntervalMerger {
  /** Histograms that wait to be used again; a plan with more series makes some anew. */
  private static final int POOL_MAX = 512;

  private final Deque<Histogram> pool = new ArrayDeque<>();

  /**
   * Merges.
   *
   * @param parts one of each loop, all with the same number
   * @param startNanos when the interval began
   * @param generator how the generator fared, without its loops' lag
   */
  public IntervalSnapshot merge(
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
        Histogram histogram = histograms.computeIfAbsent(series.key(), key -> fresh());
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

  private Histogram fresh() {
    Histogram used = pool.poll();
    return used == null ? Histograms.empty() : used;
  }

  /** Takes the histograms of an interval back, when nobody looks at them any more. */
  public void recycle(IntervalSnapshot told) {
    for (Histogram histogram : told.histograms().values()) {
      if (pool.size() < POOL_MAX) {
        histogram.reset();
        pool.push(histogram);
      }
    }
  }
}
