package dev.loadstone.benchmarks.tool;

import java.util.List;
import java.util.Map;

/**
 * How a program is started.
 *
 * @param command the program and its arguments
 * @param environment variables to be added
 */
public record Invocation(List<String> command, Map<String, String> environment) {
  /** Copies both. */
  public Invocation {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Returns one without a change of the environment. */
  static Invocation of(String... command) {
    return new Invocation(List.of(command), Map.of());
  }
}
