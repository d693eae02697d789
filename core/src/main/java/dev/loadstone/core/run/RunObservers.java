package dev.loadstone.core.run;

import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.ToldFigures;
import java.util.List;

/**
 * Tells observers everything that it hears, one after the other in their order. Who wants them to
 * hear something else overrides that.
 */
public class RunObservers implements RunObserver {
  private final List<RunObserver> observers;

  /** Creates one that tells these. */
  public RunObservers(List<? extends RunObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  @Override
  public void started(RunStart start) {
    observers.forEach(observer -> observer.started(start));
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    observers.forEach(observer -> observer.interval(interval));
  }

  @Override
  public void failure(FailureSample sample) {
    observers.forEach(observer -> observer.failure(sample));
  }

  @Override
  public void told(ToldFigures figures) {
    observers.forEach(observer -> observer.told(figures));
  }

  @Override
  public void adjusted(Adjustment adjustment) {
    observers.forEach(observer -> observer.adjusted(adjustment));
  }

  @Override
  public void profiled(TakenProfile taken) {
    observers.forEach(observer -> observer.profiled(taken));
  }

  @Override
  public void ended(RunEnd end) {
    observers.forEach(observer -> observer.ended(end));
  }
}
