package dev.loadstone.core.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A figure that sums up a distribution. */
public enum Statistic {
  MIN("min"),
  MEAN("mean"),
  MAX("max"),
  STDDEV("stddev"),
  P50("p50"),
  P75("p75"),
  P90("p90"),
  P95("p95"),
  P99("p99"),
  P99_9("p99.9"),
  P99_99("p99.99"),
  /** All of them together. */
  SUM("sum"),
  /** How many there are. */
  COUNT("count"),
  /** How many there are per second of measured time. */
  RATE("rate");

  private static final List<Statistic> PERCENTILES =
      List.of(P50, P75, P90, P95, P99, P99_9, P99_99);

  private final String label;

  Statistic(String label) {
    this.label = label;
  }

  /** Returns the name in plans and results, for example {@code p99.9}. */
  public String label() {
    return label;
  }

  /** Returns whether it is a percentile. */
  public boolean isPercentile() {
    return PERCENTILES.contains(this);
  }

  /**
   * Returns the share of values at or below the percentile.
   *
   * @return above 0 and below 1
   * @throws IllegalStateException if this is no percentile
   */
  public double quantile() {
    if (!isPercentile()) {
      throw new IllegalStateException(label + " is no percentile");
    }
    return Double.parseDouble(label.substring(1) + "e-2");
  }

  /** Returns the percentiles in rising order. */
  public static List<Statistic> percentiles() {
    return PERCENTILES;
  }

  /** Returns the statistic of a name. */
  public static Optional<Statistic> of(String label) {
    return Arrays.stream(values()).filter(statistic -> statistic.label.equals(label)).findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Statistic::label).toList();
  }
}
