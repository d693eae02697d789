package dev.loadstone.engine.record;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.LatencyRecorder;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Everything recorded of one step in one phase. Written by one event loop; allocates nothing while
 * recording, but to grow.
 */
public final class StepRecorder {
  private static final Measure[] TIMES = {
    Measure.RESPONSE_TIME,
    Measure.SERVICE_TIME,
    Measure.START_DELAY,
    Measure.START_DELAY_GENERATOR,
    Measure.START_DELAY_MAX_IN_FLIGHT,
    Measure.START_DELAY_CONNECTION,
    Measure.CONNECT_TIME,
    Measure.TLS_TIME,
    Measure.FIRST_BYTE_TIME
  };
  private static final int[] PLACE = new int[Measure.values().length];
  private static final ErrorClass[] ERRORS = ErrorClass.values();
  private static final Outcome[] OUTCOMES = Outcome.values();

  static {
    for (int i = 0; i < TIMES.length; i++) {
      PLACE[TIMES[i].ordinal()] = i;
    }
  }

  private final Tags tags;
  private final LatencyRecorder[] times = new LatencyRecorder[TIMES.length];
  private final SeriesKey[] timeKeys = new SeriesKey[TIMES.length];
  private final LatencyRecorder[] failureTimes = new LatencyRecorder[OUTCOMES.length];
  private final SeriesKey[] failureKeys = new SeriesKey[OUTCOMES.length];
  private final long[] errors = new long[ERRORS.length];
  private long ok;
  private long cancelled;
  private long bytesSent;
  private long bytesReceived;
  private long checksPassed;
  private long checksFailed;
  private long objectivesMet;
  private long objectivesMissed;
  private @Nullable StreamRecorder streams;
  private @Nullable ExtraRecorder extras;

  StepRecorder(Tags tags) {
    this.tags = tags;
    for (int i = 0; i < TIMES.length; i++) {
      times[i] = new LatencyRecorder();
      timeKeys[i] = new SeriesKey(TIMES[i], tags);
    }
    for (int i = 0; i < OUTCOMES.length; i++) {
      failureTimes[i] = new LatencyRecorder();
      failureKeys[i] =
          new SeriesKey(Measure.RESPONSE_TIME, tags.with(Tag.OUTCOME, OUTCOMES[i].label()));
    }
  }

  /** Returns the recorder of the step's streams. */
  public StreamRecorder streams() {
    if (streams == null) {
      streams = new StreamRecorder(tags, extras());
    }
    return streams;
  }

  /** Returns the recorder of what only some protocols have. */
  public ExtraRecorder extras() {
    if (extras == null) {
      extras = new ExtraRecorder(tags);
    }
    return extras;
  }

  /** Records a time of a successful operation, or one that has nothing to do with success. */
  public void time(Measure measure, long nanos) {
    times[PLACE[measure.ordinal()]].record(nanos);
  }

  /** Counts a successful operation. */
  public void ok() {
    ok++;
  }

  /** Counts a failed operation with its response time. */
  public void failed(ErrorClass error, long responseNanos) {
    errors[error.ordinal()]++;
    failureTimes[error.outcome().ordinal()].record(responseNanos);
  }

  /** Counts a cancelled operation. */
  public void cancelled() {
    cancelled++;
  }

  /** Counts bytes. */
  public void bytes(long sent, long received) {
    bytesSent += sent;
    bytesReceived += received;
  }

  /** Counts checks. */
  public void checks(int passed, int failed) {
    checksPassed += passed;
    checksFailed += failed;
  }

  /** Counts whether the operation met its objective. */
  public void objective(boolean met) {
    if (met) {
      objectivesMet++;
    } else {
      objectivesMissed++;
    }
  }

  /** Hands over what was recorded, and begins anew. */
  void swap(LoopInterval interval) {
    swap(times, timeKeys, interval);
    swap(failureTimes, failureKeys, interval);
    ok = count(interval, CounterKey.OPERATIONS, Outcome.OK.label(), null, ok);
    cancelled = count(interval, CounterKey.OPERATIONS, Outcome.CANCELLED.label(), null, cancelled);
    for (int i = 0; i < ERRORS.length; i++) {
      errors[i] =
          count(interval, CounterKey.OPERATIONS, ERRORS[i].outcome().label(), ERRORS[i], errors[i]);
    }
    checksPassed = count(interval, CounterKey.CHECKS, "passed", null, checksPassed);
    checksFailed = count(interval, CounterKey.CHECKS, "failed", null, checksFailed);
    objectivesMet = count(interval, CounterKey.OBJECTIVES, "met", null, objectivesMet);
    objectivesMissed = count(interval, CounterKey.OBJECTIVES, "missed", null, objectivesMissed);
    interval.count(new CounterKey(CounterKey.BYTES_SENT, tags), bytesSent);
    interval.count(new CounterKey(CounterKey.BYTES_RECEIVED, tags), bytesReceived);
    bytesSent = 0;
    bytesReceived = 0;
    if (streams != null) {
      streams.swap(interval);
    }
    if (extras != null) {
      extras.swap(interval);
    }
  }

  static void swap(LatencyRecorder[] recorders, SeriesKey[] keys, LoopInterval interval) {
    for (int i = 0; i < recorders.length; i++) {
      if (!recorders[i].isEmpty()) {
        interval.series().add(new LoopInterval.Series(keys[i], recorders[i].swap(interval.pool())));
      }
    }
  }

  private long count(
      LoopInterval interval, String name, String outcome, @Nullable ErrorClass error, long value) {
    if (value != 0) {
      Tags all = tags.with(Tag.OUTCOME, outcome);
      interval.count(
          new CounterKey(name, error == null ? all : all.with(Tag.ERROR, error.label())), value);
    }
    return 0;
  }
}
