package dev.loadstone.core.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as comparisons see it: one process, one figure of each subject.
 *
 * @param name for a person, for example its directory
 * @param plan the name of its plan, or of the file of benchmarks
 * @param planHash what tells plans of one name apart; empty if it is not known
 * @param unusable why its figures say nothing of the target, a sentence; empty if they do
 * @param environment facts on machine and generator, sorted
 * @param readings its figures, in the order in which they are to be shown
 */
public record ComparedRun(
    String name,
    String plan,
    String planHash,
    String unusable,
    Map<String, String> environment,
    Map<Subject, Reading> readings) {
  /** Copies the maps. */
  public ComparedRun {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    readings = Collections.unmodifiableMap(new LinkedHashMap<>(readings));
  }

  /** Returns whether its figures may be used. */
  public boolean isUsable() {
    return unusable.isEmpty();
  }
}
