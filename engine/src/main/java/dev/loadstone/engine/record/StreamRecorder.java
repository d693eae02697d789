package dev.loadstone.engine.record;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.LatencyRecorder;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.engine.value.Words;
import java.util.Arrays;

/**
 * What is recorded of one step's streams in one phase. Written by one event loop; allocates nothing
 * while recording, but to grow.
 */
public final class StreamRecorder {
  /** Types of events that are counted by name; all others are {@value #OTHER}. */
  private static final int TYPES_MAX = 64;

  private static final String OTHER = "other";
  private static final Measure[] TIMES = {
    Measure.TIME_TO_FIRST_EVENT,
    Measure.TIME_TO_FIRST_TOKEN,
    Measure.TIME_TO_FIRST_REASONING,
    Measure.TIME_TO_FIRST_OUTPUT,
    Measure.TIME_TO_FIRST_TOOL_CALL,
    Measure.TIME_TO_SECOND_TOKEN,
    Measure.TIME_TO_LAST_TOKEN,
    Measure.TIME_TO_TERMINAL_EVENT,
    Measure.INTER_TOKEN_TIME,
    Measure.TIME_PER_OUTPUT_TOKEN,
    Measure.EVENT_GAP
  };
  private static final int FIRST = TIMES[0].ordinal();

  private final Tags tags;
  private final LatencyRecorder[] times = new LatencyRecorder[TIMES.length];
  private final SeriesKey[] keys = new SeriesKey[TIMES.length];
  private final Words types = new Words(OTHER);
  private long[] events = new long[8];
  private long[] bytes = new long[8];
  private long tokensByUsage;
  private long tokensByChunk;
  private long stalls;
  private long cut;

  StreamRecorder(Tags tags) {
    this.tags = tags;
    for (int i = 0; i < TIMES.length; i++) {
      if (TIMES[i].ordinal() != FIRST + i) {
        throw new IllegalStateException("the measures of streams do not follow each other");
      }
      times[i] = new LatencyRecorder();
      keys[i] = new SeriesKey(TIMES[i], tags);
    }
  }

  /** Returns a recorder whose records nobody will want. */
  public static StreamRecorder unrecorded() {
    return new StreamRecorder(Tags.NONE);
  }

  /** Records a time. */
  public void time(Measure measure, long nanos) {
    times[measure.ordinal() - FIRST].record(nanos);
  }

  /**
   * Counts a frame.
   *
   * @param name where the name of its type begins in the array
   * @param nameTo where it ends, excluded
   * @param length how many bytes of data it has
   */
  public void event(byte[] array, int name, int nameTo, int length) {
    int type = types.indexOf(array, name, nameTo);
    if (type == Words.UNKNOWN) {
      type =
          nameTo == name || types.size() == TYPES_MAX
              ? 0
              : types.add(Arrays.copyOfRange(array, name, nameTo));
    }
    if (type >= events.length) {
      events = Arrays.copyOf(events, events.length * 2);
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    events[type]++;
    bytes[type] += length;
  }

  /** Counts tokens as the target has counted them. */
  public void tokensByUsage(long count) {
    tokensByUsage += count;
  }

  /** Counts tokens as one for each frame that carries some. */
  public void tokensByChunk(long count) {
    tokensByChunk += count;
  }

  /** Counts a gap that was too long. */
  public void stall() {
    stalls++;
  }

  /** Counts a stream that the plan wanted ended. */
  public void cut() {
    cut++;
  }

  /** Hands over what was recorded, and begins anew. */
  void swap(LoopInterval interval) {
    StepRecorder.swap(times, keys, interval);
    for (int type = 0; type < types.size(); type++) {
      if (events[type] > 0) {
        Tags of = tags.with(Tag.EVENT, types.word(type));
        interval.count(new CounterKey(CounterKey.EVENTS, of), events[type]);
        interval.count(new CounterKey(CounterKey.EVENT_BYTES, of), bytes[type]);
        events[type] = 0;
        bytes[type] = 0;
      }
    }
    tokensByUsage =
        count(interval, CounterKey.TOKENS, tags.with(Tag.SOURCE, "usage"), tokensByUsage);
    tokensByChunk =
        count(interval, CounterKey.TOKENS, tags.with(Tag.SOURCE, "chunks"), tokensByChunk);
    stalls = count(interval, CounterKey.STALLS, tags, stalls);
    cut = count(interval, CounterKey.STREAMS_CUT, tags, cut);
  }

  private static long count(LoopInterval interval, String name, Tags of, long value) {
    if (value > 0) {
      interval.count(new CounterKey(name, of), value);
    }
    return 0;
  }
}
