package dev.loadstone.engine.loop;

import java.util.Map;

/** Numbers of a load's phases by name. Remembers the last one asked for. Not thread-safe. */
final class PhaseNumbers {
  private final Map<String, Integer> numbers;
  private String lastName = "";
  private int last = -1;

  /**
   * Creates the numbers.
   *
   * @param numbers by name
   */
  PhaseNumbers(Map<String, Integer> numbers) {
    this.numbers = numbers;
  }

  /**
   * Returns the number of a phase.
   *
   * @throws IllegalStateException if the load has no such phase
   */
  int of(String name) {
    if (last < 0 || !name.equals(lastName)) {
      Integer number = numbers.get(name);
      if (number == null) {
        throw new IllegalStateException("the load has no phase " + name);
      }
      lastName = name;
      last = number;
    }
    return last;
  }
}
