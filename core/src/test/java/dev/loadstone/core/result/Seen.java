package dev.loadstone.core.result;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Intervals of one second, made of a few figures, for tests of judgements. */
final class Seen {
  private static final long SECOND = 1_000_000_000L;
  private static final ThresholdParser PARSER =
      new ThresholdParser(Map.of("step", Set.of("a", "b")));

  private final Map<SeriesKey, Histogram> histograms = new HashMap<>();
  private final Map<CounterKey, Long> counters = new HashMap<>();
  private long inFlight;

  /** Parses a threshold. */
  static Threshold threshold(String text) {
    return PARSER.parse(text);
  }

  /** Counts something; tags as name=value words. */
  Seen count(String counter, long value, String... tags) {
    counters.put(new CounterKey(counter, tags(tags)), value);
    return this;
  }

  /** Records times. */
  Seen times(Measure measure, long millis, long count, String... tags) {
    histograms
        .computeIfAbsent(new SeriesKey(measure, tags(tags)), any -> Histograms.empty())
        .recordValueWithCount(millis * 1_000_000, count);
    return this;
  }

  /** Says how many iterations were under way. */
  Seen inFlight(long level) {
    inFlight = level;
    return this;
  }

  private static Tags tags(String... words) {
    Tags tags = Tags.NONE;
    for (String word : words) {
      int sign = word.indexOf('=');
      tags = tags.with(word.substring(0, sign), word.substring(sign + 1));
    }
    return tags;
  }

  /** Returns the interval of a second. */
  IntervalSnapshot second(int index) {
    return new IntervalSnapshot(
        index,
        index * SECOND,
        (index + 1) * SECOND,
        histograms,
        counters,
        inFlight,
        0,
        0,
        GeneratorSample.UNKNOWN);
  }

  /** Observes the second as if it had been two. */
  Observation observe(String threshold) {
    Recordings recordings = new Recordings();
    LevelStatistics levels = new LevelStatistics();
    recordings.add(second(0));
    levels.add(second(0));
    return Observation.of(threshold(threshold), recordings, tags -> 2, levels);
  }
}
