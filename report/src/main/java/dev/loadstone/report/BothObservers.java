package dev.loadstone.report;

import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.ToldFigures;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;

/** Tells two observers the same, one after the other. */
record BothObservers(RunObserver first, RunObserver second) implements RunObserver {
  @Override
  public void started(RunStart start) {
    first.started(start);
    second.started(start);
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    first.interval(interval);
    second.interval(interval);
  }

  @Override
  public void failure(FailureSample sample) {
    first.failure(sample);
    second.failure(sample);
  }

  @Override
  public void told(ToldFigures figures) {
    first.told(figures);
    second.told(figures);
  }

  @Override
  public void adjusted(Adjustment adjustment) {
    first.adjusted(adjustment);
    second.adjusted(adjustment);
  }

  @Override
  public void profiled(TakenProfile taken) {
    first.profiled(taken);
    second.profiled(taken);
  }

  @Override
  public void ended(RunEnd end) {
    first.ended(end);
    second.ended(end);
  }
}
