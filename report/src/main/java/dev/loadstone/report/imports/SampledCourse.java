package dev.loadstone.report.imports;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.run.RunObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Tells collected requests as intervals, cut where seconds of the clock begin. The first and the
 * last one are half a second to one and a half long, unless the whole is shorter.
 *
 * @param origin when the run began
 * @param duration of the run in nanoseconds
 * @param seconds what was recorded, by second of the clock
 * @param series by their numbers
 * @param counters by their numbers
 * @param failures examples, in the order of time, on the same clock
 */
record SampledCourse(
    long origin,
    long duration,
    SortedMap<Long, SampledSecond> seconds,
    List<SeriesKey> series,
    List<CounterKey> counters,
    List<FailureSample> failures)
    implements Consumer<RunObserver> {

  /** What goes on from one interval to the next. */
  private static final class Going {
    private final Map<SeriesKey, Histogram> pool = new HashMap<>();
    private long underWay;
    private long users;
    private int failure;
  }

  @Override
  public void accept(RunObserver observer) {
    List<Long> edges = edges();
    Going going = new Going();
    for (int i = 0; i + 1 < edges.size(); i++) {
      boolean last = i + 2 == edges.size();
      long from = i == 0 ? Long.MIN_VALUE : Math.floorDiv(edges.get(i), Samples.SECOND);
      long until = last ? Long.MAX_VALUE : Math.floorDiv(edges.get(i + 1), Samples.SECOND);
      failures(last ? Long.MAX_VALUE : edges.get(i + 1), going, observer);
      observer.interval(
          interval(
              i,
              edges.get(i) - origin,
              edges.get(i + 1) - origin,
              going,
              List.copyOf(seconds.subMap(from, until).values())));
    }
  }

  private List<Long> edges() {
    long end = origin + duration;
    List<Long> edges = new ArrayList<>(List.of(origin));
    for (long second = Math.floorDiv(origin, Samples.SECOND) + 1;
        second * Samples.SECOND < end;
        second++) {
      edges.add(second * Samples.SECOND);
    }
    edges.add(end);
    if (edges.size() > 2 && edges.get(1) - origin < Samples.SECOND / 2) {
      edges.remove(1);
    }
    int lastButOne = edges.size() - 2;
    if (edges.size() > 2 && end - edges.get(lastButOne) < Samples.SECOND / 2) {
      edges.remove(lastButOne);
    }
    return edges;
  }

  private void failures(long until, Going going, RunObserver observer) {
    while (going.failure < failures.size() && failures.get(going.failure).atNanos() < until) {
      FailureSample sample = failures.get(going.failure++);
      observer.failure(
          new FailureSample(
              sample.atNanos() - origin,
              sample.scenario(),
              sample.step(),
              sample.error(),
              sample.message(),
              sample.request(),
              sample.response(),
              sample.responseTimeNanos()));
    }
  }

  private IntervalSnapshot interval(
      int index, long start, long end, Going going, List<SampledSecond> parts) {
    Map<SeriesKey, Histogram> histograms = new HashMap<>();
    Map<CounterKey, Long> counted = new HashMap<>();
    for (SampledSecond part : parts) {
      for (int i = 0; i < part.series(); i++) {
        if (part.has(i)) {
          part.addTo(histograms.computeIfAbsent(series.get(i), key -> cleared(key, going)), i);
        }
      }
      long[] counts = part.counts();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] != 0) {
          counted.merge(counters.get(i), counts[i], Long::sum);
        }
      }
      going.underWay += part.underWayChange();
      going.users = part.usersAfter(going.users);
    }
    return new IntervalSnapshot(
        index,
        start,
        end,
        histograms,
        counted,
        Math.max(0, going.underWay),
        Math.max(0, going.users),
        0,
        GeneratorSample.UNKNOWN);
  }

  private static Histogram cleared(SeriesKey key, Going going) {
    Histogram histogram = going.pool.computeIfAbsent(key, any -> Histograms.empty());
    histogram.reset();
    return histogram;
  }
}
