package dev.loadstone.engine.record;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.DropReason;

/**
 * What was intended in one phase of an open workload, and what was never started. Written by one
 * event loop.
 */
public final class ArrivalRecorder {
  private final Tags tags;
  private final long[] dropped = new long[DropReason.values().length];
  private long offered;

  ArrivalRecorder(Tags tags) {
    this.tags = tags;
  }

  /** Counts an intended iteration. */
  public void offered() {
    offered++;
  }

  /** Counts an iteration that is never started. */
  public void dropped(DropReason reason) {
    dropped[reason.ordinal()]++;
  }

  void swap(LoopInterval interval) {
    interval.count(new CounterKey(CounterKey.OFFERED, tags), offered);
    offered = 0;
    for (DropReason reason : DropReason.values()) {
      interval.count(
          new CounterKey(CounterKey.DROPPED, tags.with(Tag.REASON, reason.label())),
          dropped[reason.ordinal()]);
      dropped[reason.ordinal()] = 0;
    }
  }
}
