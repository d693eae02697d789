package dev.loadstone.core.result;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The sum of some intervals, with questions by measure and tags. A question without the tag {@code
 * phase} leaves the warm-up out; one without {@code outcome} is about successful operations. Not
 * thread-safe.
 */
final class Recordings {
  private final Map<SeriesKey, Histogram> series = new HashMap<>();
  private final Map<CounterKey, Long> counters = new HashMap<>();
  private final Optional<Blocks> blocks;

  /** Creates an empty sum that knows no confidence intervals. */
  Recordings() {
    this(Optional.empty());
  }

  private Recordings(Optional<Blocks> blocks) {
    this.blocks = blocks;
  }

  /** Creates an empty sum of all intervals of a run, which are to be added in their order. */
  static Recordings ofRun() {
    return new Recordings(Optional.of(new Blocks()));
  }

  /** Adds an interval. */
  void add(IntervalSnapshot interval) {
    blocks.ifPresent(known -> known.add(interval));
    interval
        .histograms()
        .forEach((key, histogram) ->
            Histograms.add(series.computeIfAbsent(key, any -> Histograms.empty()), histogram));
    interval.counters().forEach((key, count) -> counters.merge(key, count, Long::sum));
  }

  /** Forgets everything but the room that it took; not for a sum of a run. */
  void clear() {
    series.values().forEach(Histogram::reset);
    counters.clear();
  }

  /** Returns all series. */
  Map<SeriesKey, Histogram> series() {
    return series;
  }

  /** Returns all counters. */
  Map<CounterKey, Long> counters() {
    return counters;
  }

  /**
   * Returns the distribution of a measure over all series that match the filter; empty if there is
   * none.
   */
  Histogram times(Measure measure, Map<String, String> filter) {
    Histogram sum = Histograms.empty();
    series.forEach((key, histogram) -> {
      if (isAsked(key, measure, filter)) {
        sum.add(histogram);
      }
    });
    return sum;
  }

  /**
   * Returns confidence intervals of that distribution; none where intervals were not added as those
   * of a run.
   *
   * @param times what {@link #times} gives for the same measure and filter
   */
  BlockIntervals intervals(Measure measure, Map<String, String> filter, Histogram times) {
    boolean enough = blocks.filter(known -> known.count() >= BlockIntervals.BLOCKS_MIN).isPresent();
    if (!enough) {
      return new BlockIntervals(times, List.of());
    }
    List<SeriesKey> asked =
        series.keySet().stream().filter(key -> isAsked(key, measure, filter)).toList();
    return new BlockIntervals(times, blocks.orElseThrow().of(asked));
  }

  /** Returns whether a series belongs to what {@link #times} gives. */
  static boolean isAsked(SeriesKey key, Measure measure, Map<String, String> filter) {
    return key.measure() == measure
        && isAsked(key.tags(), filter)
        && (filter.containsKey(Tag.OUTCOME) || !key.tags().has(Tag.OUTCOME));
  }

  /** Returns the sum of all counters of a name that match the filter. */
  long count(String name, Map<String, String> filter) {
    long sum = 0;
    for (Map.Entry<CounterKey, Long> counter : counters.entrySet()) {
      if (counter.getKey().name().equals(name) && isAsked(counter.getKey().tags(), filter)) {
        sum += counter.getValue();
      }
    }
    return sum;
  }

  /** Returns {@link #count} with one tag more in the filter. */
  long count(String name, Map<String, String> filter, String tag, String value) {
    Map<String, String> more = new HashMap<>(filter);
    more.put(tag, value);
    return count(name, more);
  }

  private static boolean isAsked(Tags tags, Map<String, String> filter) {
    return tags.matches(filter) && (filter.containsKey(Tag.PHASE) || !isWarmUp(tags));
  }

  /** Returns whether the tags are of the warm-up. */
  static boolean isWarmUp(Tags tags) {
    return tags.get(Tag.PHASE).equals(PhaseWindow.WARM_UP);
  }
}
