package dev.loadstone.core.run;

import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.ToldFigures;

/**
 * Hears of a run as it goes. All calls come from one thread, in the order start, intervals and
 * samples, end.
 */
public interface RunObserver {
  /** The run starts. */
  void started(RunStart start);

  /**
   * An interval is over. Intervals come in order, without gaps, about one a second.
   *
   * @param interval its histograms are used again when all observers have heard of it; {@link
   *     IntervalSnapshot#keeping} keeps them
   */
  void interval(IntervalSnapshot interval);

  /** A failed operation was kept as an example. */
  void failure(FailureSample sample);

  /**
   * Another tool made the run, and says no more of it than these figures: there are no intervals.
   * Called once after the start, if at all.
   */
  default void told(ToldFigures figures) {}

  /** A person changed the load. Comes before the first interval that ends after the change. */
  default void adjusted(Adjustment adjustment) {}

  /** A profile was taken, or could not be. Comes after the last interval. */
  default void profiled(TakenProfile taken) {}

  /** The run is over, after the last interval. */
  void ended(RunEnd end);
}
