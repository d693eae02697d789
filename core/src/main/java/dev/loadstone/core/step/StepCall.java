package dev.loadstone.core.step;

import dev.loadstone.core.measure.Measure;
import java.time.Duration;

/**
 * One operation of a step kind. Used by the one thread that runs it; {@link #onCancel} alone is
 * followed by another.
 */
public interface StepCall {
  /** Returns the step's arguments, every expression replaced by its value. */
  StepArguments arguments();

  /** Returns how long the operation may take, from its start. */
  Duration timeout();

  /** Returns the number of the virtual user, from 0, unique in the run. */
  long userId();

  /**
   * Returns whether the plan looks at the {@linkplain StepResult#value value} of the result; if
   * not, it need not be made.
   */
  boolean wantsValue();

  /**
   * Tells that the operation waits from now on for one of a limited number of connections. The time
   * until {@link #connected} counts as waiting because of that limit, not as service time.
   */
  void connecting();

  /** Tells that the operation has its connection: it actually starts now. */
  void connected();

  /**
   * Has something done when the operation is given up, on another thread, before the calling thread
   * is interrupted: for example the operation cancelled at the target. Replaces what was given
   * before.
   */
  void onCancel(Runnable action);

  /**
   * Records a time of the operation.
   *
   * @param nanos at least 0
   */
  void time(Measure measure, long nanos);

  /**
   * Adds to a counter.
   *
   * @param counter a name of {@link dev.loadstone.core.record.CounterKey}, or one of the kind's own
   */
  void count(String counter, long more);
}
