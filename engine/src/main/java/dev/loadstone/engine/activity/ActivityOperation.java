package dev.loadstone.engine.activity;

import dev.loadstone.core.plan.Step;
import dev.loadstone.engine.value.UserValues;
import java.util.List;

/**
 * A step that is not one HTTP exchange, compiled for its plan. Immutable, shared by all loops.
 *
 * <p>It is the key of what a virtual user keeps for it: steps that share something, like a session
 * or a connection, name the same {@link #owner}.
 */
public interface ActivityOperation {
  /** Returns the operation's number, for recorders. */
  int number();

  /** Returns the step. */
  Step.Operation step();

  /** Returns the numbers of the feeders whose rows it needs. */
  default List<Integer> feeders() {
    return List.of();
  }

  /**
   * Returns what stands for all operations of a virtual user that are run by the same activity;
   * compared by {@code equals}.
   */
  default Object owner() {
    return this;
  }

  /**
   * Creates what runs the operation, and all others of its owner, for one virtual user.
   *
   * @param context of the user's event loop
   * @param values what the user knows
   * @param listener hears of each end
   */
  Activity newActivity(ActivityContext context, UserValues values, Activity.Listener listener);
}
