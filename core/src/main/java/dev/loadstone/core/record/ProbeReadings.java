package dev.loadstone.core.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the probes of a run gave within an interval.
 *
 * @param values by the name of the series; only what is known
 * @param failures of probes that failed for the first time
 */
public record ProbeReadings(Map<String, Double> values, List<Failure> failures) {
  /** Nothing. */
  public static final ProbeReadings NONE = new ProbeReadings(Map.of(), List.of());

  /**
   * A probe that failed.
   *
   * @param probe its name
   * @param message what went wrong, for a person
   */
  public record Failure(String probe, String message) {}

  /** Copies the collections. */
  public ProbeReadings {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    failures = List.copyOf(failures);
  }
}
