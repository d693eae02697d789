package dev.loadstone.engine.record;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.LatencyRecorder;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.DropReason;

/** Everything recorded of one scenario's iterations in one phase. Written by one event loop. */
public final class IterationRecorder {
  private final Tags tags;
  private final LatencyRecorder[] time = {new LatencyRecorder()};
  private final SeriesKey[] timeKey;
  private final long[] ended = new long[Outcome.values().length];
  private final long[] dropped = new long[DropReason.values().length];
  private long offered;
  private long started;

  IterationRecorder(Tags tags) {
    this.tags = tags;
    this.timeKey = new SeriesKey[] {new SeriesKey(Measure.ITERATION_TIME, tags)};
  }

  /** Counts an iteration that an open workload intended. */
  public void offered() {
    offered++;
  }

  /** Counts an intended iteration that is never started. */
  public void dropped(DropReason reason) {
    dropped[reason.ordinal()]++;
  }

  /** Counts a started iteration. */
  public void started() {
    started++;
  }

  /** Takes back a started iteration that turned out to be impossible. */
  public void notStarted() {
    started--;
  }

  /** Counts an ended iteration; only a successful one's time is recorded. */
  public void ended(Outcome outcome, long nanos) {
    ended[outcome.ordinal()]++;
    if (outcome == Outcome.OK) {
      time[0].record(nanos);
    }
  }

  void swap(LoopInterval interval) {
    StepRecorder.swap(time, timeKey, interval);
    interval.count(new CounterKey(CounterKey.OFFERED, tags), offered);
    offered = 0;
    for (DropReason reason : DropReason.values()) {
      interval.count(
          new CounterKey(CounterKey.DROPPED, tags.with(Tag.REASON, reason.label())),
          dropped[reason.ordinal()]);
      dropped[reason.ordinal()] = 0;
    }
    interval.count(new CounterKey(CounterKey.STARTED, tags), started);
    started = 0;
    for (Outcome outcome : Outcome.values()) {
      if (ended[outcome.ordinal()] != 0) {
        interval.count(
            new CounterKey(CounterKey.ITERATIONS, tags.with(Tag.OUTCOME, outcome.label())),
            ended[outcome.ordinal()]);
        ended[outcome.ordinal()] = 0;
      }
    }
  }
}
