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
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The sum of some intervals, with questions by measure and tags. A question without the tag {@code
 * phase} leaves the warm-up out; one without {@code outcome} is about successful operations. Not
 * thread-safe.
 */
final class Recordings {
  private final Map<SeriesKey, Histogram> series = new HashMap<>();
  private final Map<CounterKey, Long> counters = new HashMap<>();

  /** Adds an interval. */
  void add(IntervalSnapshot interval) {
    interval
        .histograms()
        .forEach((key, histogram) ->
            series.computeIfAbsent(key, any -> Histograms.empty()).add(histogram));
    interval.counters().forEach((key, count) -> counters.merge(key, count, Long::sum));
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
      if (key.measure() == measure
          && isAsked(key.tags(), filter)
          && (filter.containsKey(Tag.OUTCOME) || !key.tags().has(Tag.OUTCOME))) {
        sum.add(histogram);
      }
    });
    return sum;
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
