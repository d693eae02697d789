package dev.loadstone.engine.record;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.LatencyRecorder;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.record.TokenSizes;
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
    Measure.FIRST_EVENT_TIME,
    Measure.TIME_TO_FIRST_TOKEN,
    Measure.FIRST_TOKEN_TIME,
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
  private final ExtraRecorder extras;
  private final LatencyRecorder[] times = new LatencyRecorder[TIMES.length];
  private final SeriesKey[] keys = new SeriesKey[TIMES.length];
  private final Words types = new Words(OTHER);
  private long[] events = new long[8];
  private long[] bytes = new long[8];
  private final Words reasons = new Words(OTHER);
  private long[] finishes = new long[8];
  private long inputTokens;
  private long cachedInputTokens;
  private long cacheWriteTokens;
  private long reasoningTokens;
  private long tokensByUsage;
  private final long[] promptSizes = new long[TokenSizes.count()];
  private final long[] answerSizes = new long[TokenSizes.count()];
  private final LatencyRecorder[] cancelTimes = {new LatencyRecorder()};
  private final SeriesKey[] cancelKeys;
  private long bytesAfterCancel;
  private long cancelsUnheard;
  private String tokenSource = "";
  private long tokensCounted;
  private long tokenEstimates;
  private long estimatedTokens;
  private String currency = "";
  private long cost;
  private long pricedOperations;
  private long pricedTokens;
  private long unpricedOperations;
  private long stalls;
  private long cut;

  StreamRecorder(Tags tags, ExtraRecorder extras) {
    this.tags = tags;
    this.extras = extras;
    cancelKeys = new SeriesKey[] {new SeriesKey(Measure.CANCEL_TIME, tags)};
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
    return new StreamRecorder(Tags.NONE, new ExtraRecorder(Tags.NONE));
  }

  /** Returns the recorder of what only some protocols have, of the same step. */
  public ExtraRecorder extras() {
    return extras;
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
    int type = number(types, array, name, nameTo);
    if (type >= events.length) {
      events = Arrays.copyOf(events, events.length * 2);
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    events[type]++;
    bytes[type] += length;
  }

  private static int number(Words words, byte[] array, int name, int nameTo) {
    int known = words.indexOf(array, name, nameTo);
    if (known != Words.UNKNOWN) {
      return known;
    }
    return nameTo == name || words.size() == TYPES_MAX
        ? 0
        : words.add(Arrays.copyOfRange(array, name, nameTo));
  }

  /** Counts an answer by the word with which its target says why it ends. */
  public void finish(byte[] array, int reason, int reasonTo) {
    int number = number(reasons, array, reason, reasonTo);
    if (number >= finishes.length) {
      finishes = Arrays.copyOf(finishes, finishes.length * 2);
    }
    finishes[number]++;
  }

  /**
   * Counts tokens of a prompt as the target has counted them; a number that is negative is unknown.
   *
   * @param all those of a cache among them
   * @param cached read from a cache
   * @param written written to a cache
   */
  public void prompt(long all, long cached, long written) {
    inputTokens += Math.max(0, all);
    if (all >= 0) {
      promptSizes[TokenSizes.of(all)]++;
    }
    cachedInputTokens += Math.max(0, cached);
    cacheWriteTokens += Math.max(0, written);
  }

  /** Counts tokens of reasoning as the target has counted them; negative is unknown. */
  public void reasoning(long count) {
    reasoningTokens += Math.max(0, count);
  }

  /** Counts tokens as the target has counted them. */
  public void tokensByUsage(long count) {
    tokensByUsage += count;
    answerSizes[TokenSizes.of(count)]++;
  }

  /**
   * Counts tokens as they were counted here.
   *
   * @param source by what, always the same for a step
   * @param count how many that makes
   * @param usage how many there are as the target counts them; negative if it does not say
   */
  public void tokensCounted(String source, long count, long usage) {
    tokenSource = source;
    if (usage < 0) {
      tokensCounted += count;
    } else {
      tokenEstimates += count;
      estimatedTokens += usage;
    }
  }

  /**
   * Counts what an answer cost.
   *
   * @param unit the currency, always the same for a step
   * @param amount in trillionths of a unit
   * @param tokens that the answer has
   */
  public void cost(String unit, long amount, long tokens) {
    currency = unit;
    cost += amount;
    pricedOperations++;
    pricedTokens += tokens;
  }

  /** Counts an answer whose cost is not known, since the target did not tell its tokens. */
  public void unpriced() {
    unpricedOperations++;
  }

  /**
   * Records how the target took it that a stream was ended.
   *
   * @param nanos until its side of the connection was closed; negative if it never was
   * @param bytes how many came in the meantime
   */
  public void cancelled(long nanos, long bytes) {
    bytesAfterCancel += bytes;
    if (nanos < 0) {
      cancelsUnheard++;
    } else {
      cancelTimes[0].record(nanos);
    }
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
    StepRecorder.swap(cancelTimes, cancelKeys, interval);
    bytesAfterCancel = count(interval, CounterKey.BYTES_AFTER_CANCEL, tags, bytesAfterCancel);
    cancelsUnheard = count(interval, CounterKey.CANCELS_UNHEARD, tags, cancelsUnheard);
    for (int type = 0; type < types.size(); type++) {
      if (events[type] > 0) {
        Tags of = tags.with(Tag.EVENT, types.word(type));
        interval.count(new CounterKey(CounterKey.EVENTS, of), events[type]);
        interval.count(new CounterKey(CounterKey.EVENT_BYTES, of), bytes[type]);
        events[type] = 0;
        bytes[type] = 0;
      }
    }
    for (int reason = 0; reason < reasons.size(); reason++) {
      finishes[reason] =
          count(
              interval,
              CounterKey.FINISHES,
              tags.with(Tag.REASON, reasons.word(reason)),
              finishes[reason]);
    }
    inputTokens = count(interval, CounterKey.INPUT_TOKENS, tags, inputTokens);
    cachedInputTokens = count(interval, CounterKey.CACHED_INPUT_TOKENS, tags, cachedInputTokens);
    cacheWriteTokens = count(interval, CounterKey.CACHE_WRITE_TOKENS, tags, cacheWriteTokens);
    reasoningTokens = count(interval, CounterKey.REASONING_TOKENS, tags, reasoningTokens);
    tokensByUsage =
        count(interval, CounterKey.TOKENS, tags.with(Tag.SOURCE, "usage"), tokensByUsage);
    Tags counted = tags.with(Tag.SOURCE, tokenSource);
    tokensCounted = count(interval, CounterKey.TOKENS, counted, tokensCounted);
    tokenEstimates = count(interval, CounterKey.TOKEN_ESTIMATES, counted, tokenEstimates);
    estimatedTokens = count(interval, CounterKey.ESTIMATED_TOKENS, tags, estimatedTokens);
    swapSizes(interval, "input", promptSizes);
    swapSizes(interval, "output", answerSizes);
    swapCost(interval);
    stalls = count(interval, CounterKey.STALLS, tags, stalls);
    cut = count(interval, CounterKey.STREAMS_CUT, tags, cut);
  }

  private void swapSizes(LoopInterval interval, String type, long[] sizes) {
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > 0) {
        Tags of = tags.with(Tag.TOKEN_TYPE, type).with(Tag.TOKENS_MAX, TokenSizes.label(i));
        sizes[i] = count(interval, CounterKey.TOKEN_USAGES, of, sizes[i]);
      }
    }
  }

  private void swapCost(LoopInterval interval) {
    if (pricedOperations > 0) {
      // told even where it is nothing, so that a price of 0 is not taken for an unknown one
      interval.count(new CounterKey(CounterKey.COST, tags.with(Tag.CURRENCY, currency)), cost);
      cost = 0;
    }
    pricedOperations = count(interval, CounterKey.PRICED_OPERATIONS, tags, pricedOperations);
    pricedTokens = count(interval, CounterKey.PRICED_TOKENS, tags, pricedTokens);
    unpricedOperations = count(interval, CounterKey.UNPRICED_OPERATIONS, tags, unpricedOperations);
  }

  private static long count(LoopInterval interval, String name, Tags of, long value) {
    if (value > 0) {
      interval.count(new CounterKey(name, of), value);
    }
    return 0;
  }
}
