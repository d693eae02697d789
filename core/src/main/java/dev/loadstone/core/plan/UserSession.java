package dev.loadstone.core.plan;

import java.util.Optional;

/** A virtual user as Java code in a {@code call} step sees it. Used by one thread at a time. */
public interface UserSession {
  /** Returns the number of the virtual user, from 0, unique in the run. */
  long userId();

  /** Returns the number of the virtual user's iteration, from 0. */
  long iteration();

  /**
   * Returns the value of a variable.
   *
   * @param name a variable of the plan, or what an earlier step extracted
   * @return empty if it has no value yet, or if there is no such variable
   */
  Optional<String> get(String name);

  /**
   * Sets a variable.
   *
   * @param name a variable that the plan uses in an expression; others are ignored, since nobody
   *     could read them
   * @param value its new value
   */
  void set(String name, String value);
}
