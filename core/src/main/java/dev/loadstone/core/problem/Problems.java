package dev.loadstone.core.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects problems, so that a reader can go on and report all of them at once. Not thread-safe.
 */
public final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  /** Adds a problem. */
  public void add(Problem problem) {
    problems.add(problem);
  }

  /** Adds a problem of an input that has no file. */
  public void add(String path, String message, String fix) {
    add(new Problem(Optional.empty(), path, message, fix));
  }

  /** Returns whether nothing is wrong so far. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Returns the problems so far, in the order in which they were found, copied. */
  public List<Problem> all() {
    return List.copyOf(problems);
  }

  /**
   * Does nothing if nothing is wrong.
   *
   * @throws InvalidInputException with all problems, if there are any
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }
}
