package dev.loadstone.engine.record;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.LatencyRecorder;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import java.util.HashMap;
import java.util.Map;

/**
 * What is recorded of one step in one phase that only some protocols have. Written by one event
 * loop; allocates for what it has not seen before.
 */
public final class ExtraRecorder {
  /** Values of a tag that are kept apart; all others are {@value #OTHER}. */
  private static final int VALUES_MAX = 64;

  private static final String OTHER = "other";

  private final Tags tags;
  private final LatencyRecorder[] times = new LatencyRecorder[Measure.values().length];
  private final Map<String, Map<String, Tags>> tagged = new HashMap<>();
  private final Map<SeriesKey, LatencyRecorder> series = new HashMap<>();
  private final Map<CounterKey, long[]> counters = new HashMap<>();
  private final Map<String, long[]> own = new HashMap<>(); // those of the counters without a tag

  ExtraRecorder(Tags tags) {
    this.tags = tags;
  }

  /** Records a time. */
  public void time(Measure measure, long nanos) {
    LatencyRecorder known = times[measure.ordinal()];
    if (known == null) {
      known = series.computeIfAbsent(new SeriesKey(measure, tags), key -> new LatencyRecorder());
      times[measure.ordinal()] = known;
    }
    known.record(nanos);
  }

  /** Records a time under a tag besides the step's own. */
  public void time(Measure measure, String tag, String value, long nanos) {
    series
        .computeIfAbsent(new SeriesKey(measure, with(tag, value)), key -> new LatencyRecorder())
        .record(nanos);
  }

  /** Adds to a counter. */
  public void count(String counter, long more) {
    own.computeIfAbsent(
                counter,
                name -> counters.computeIfAbsent(new CounterKey(name, tags), key -> new long[1]))[
            0] +=
        more;
  }

  /** Adds to a counter under a tag besides the step's own. */
  public void count(String counter, String tag, String value, long more) {
    counters.computeIfAbsent(new CounterKey(counter, with(tag, value)), key -> new long[1])[0] +=
        more;
  }

  private Tags with(String tag, String value) {
    Map<String, Tags> values = tagged.computeIfAbsent(tag, key -> new HashMap<>());
    Tags known = values.get(value);
    if (known == null) {
      String kept = values.size() < VALUES_MAX ? value : OTHER;
      known = values.computeIfAbsent(kept, any -> tags.with(tag, any));
    }
    return known;
  }

  /** Hands over what was recorded, and begins anew. */
  void swap(LoopInterval interval) {
    series.forEach((key, recorder) -> {
      if (!recorder.isEmpty()) {
        interval.series().add(new LoopInterval.Series(key, recorder.swap(interval.pool())));
      }
    });
    counters.forEach((key, value) -> {
      if (value[0] != 0) {
        interval.count(key, value[0]);
        value[0] = 0;
      }
    });
  }
}
