package dev.loadstone.core.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A system under test that is started for a run, and stopped after it.
 *
 * @param command the program and its arguments, at least one word; no shell is between; copied
 * @param environment variables besides those of this process; copied, in order
 * @param directory in which it runs
 * @param limits what it may take of the machine, all that it starts included
 * @param healthy a path, which begins with a slash, that is answered by a status from 200 to 299
 *     once it can take load; empty if it is enough that a connection can be opened
 * @param within how long it may take until then; above 0
 * @param stop how long it may take to end when it is told to, before it is killed; at least 0
 */
public record TargetProcess(
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Limits limits,
    Optional<String> healthy,
    Duration within,
    Duration stop) {
  /** Copies the collections. */
  public TargetProcess {
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /**
   * What processes may take together.
   *
   * @param processors how much processor time in each unit of time, 0.5 being half a processor
   * @param memoryBytes how much memory, swap included
   */
  public record Limits(OptionalDouble processors, OptionalLong memoryBytes) {
    /** No limits. */
    public static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalLong.empty());

    /** Returns whether anything is limited. */
    public boolean isAny() {
      return processors.isPresent() || memoryBytes.isPresent();
    }
  }
}
