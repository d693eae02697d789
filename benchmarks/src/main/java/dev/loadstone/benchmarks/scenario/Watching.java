package dev.loadstone.benchmarks.scenario;

import java.util.Locale;
import java.util.OptionalDouble;

/** In what ways a run is watched. */
public enum Watching {
  /** Nobody does. */
  NONE(false, false, 0, OptionalDouble.empty()),
  /** Probes, metrics and one viewer. */
  ALL(true, true, 1, OptionalDouble.of(1.05)),
  /** A probe of each kind. */
  PROBES(true, false, 0, OptionalDouble.empty()),
  /** Metrics that are fetched each second. */
  METRICS(false, true, 0, OptionalDouble.empty()),
  /** One viewer of the live page. */
  VIEWER(false, false, 1, OptionalDouble.empty()),
  /** Fifty viewers of the live page. */
  FIFTY_VIEWERS(false, false, 50, OptionalDouble.of(1.02));

  private final boolean probes;
  private final boolean metrics;
  private final int viewers;
  private final OptionalDouble limit;

  Watching(boolean probes, boolean metrics, int viewers, OptionalDouble limit) {
    this.probes = probes;
    this.metrics = metrics;
    this.viewers = viewers;
    this.limit = limit;
  }

  /** Returns its name in options and tables. */
  public String label() {
    return this == FIFTY_VIEWERS ? viewers + "-viewers" : name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether the plan has probes. */
  boolean hasProbes() {
    return probes;
  }

  /** Returns whether metrics are served, and fetched. */
  boolean hasMetrics() {
    return metrics;
  }

  /** Returns how many viewers the live page has; without any it is not served. */
  int viewers() {
    return viewers;
  }

  /** Returns how many times the price of a run that nobody watches it may have at most. */
  OptionalDouble limit() {
    return limit;
  }
}
