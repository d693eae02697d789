package dev.loadstone.core.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A figure of a benchmark's result that a target may be set for. */
public enum Figure {
  MIN("min", Kind.TIME, Double.NaN),
  MAX("max", Kind.TIME, Double.NaN),
  MEAN("mean", Kind.TIME, Double.NaN),
  MEDIAN("median", Kind.TIME, 0.5),
  P75("p75", Kind.TIME, 0.75),
  P90("p90", Kind.TIME, 0.9),
  P95("p95", Kind.TIME, 0.95),
  P99("p99", Kind.TIME, 0.99),
  /** Standard deviation of the samples. */
  STDDEV("stddev", Kind.TIME, Double.NaN),
  /** Successful samples per second of the measured time. */
  OPERATIONS_PER_SECOND("operationsPerSecond", Kind.RATE, Double.NaN),
  /** Successful samples per sample. */
  SUCCESS_RATIO("successRatio", Kind.RATIO, Double.NaN),
  /** Most heap that the measuring process had in use. */
  HEAP("heap", Kind.BYTES, Double.NaN),
  /** Most memory that the measuring process had resident. */
  RSS("rss", Kind.BYTES, Double.NaN),
  /** Bytes that a call of Java code allocates on the heap. */
  ALLOCATED_PER_OPERATION("allocatedPerOperation", Kind.BYTES, Double.NaN),
  /** Share of all processors of the machine that was busy while samples were taken. */
  CPU("cpu", Kind.LOAD, Double.NaN);

  /** What a figure is counted in, and to which side it is better. */
  public enum Kind {
    /** Seconds; less is better. */
    TIME,
    /** Per second; more is better. */
    RATE,
    /** From 0 to 1; more is better. */
    RATIO,
    /** Bytes; less is better. */
    BYTES,
    /** From 0 to 1; less is better. */
    LOAD
  }

  private final String label;
  private final Kind kind;
  private final double quantile;

  Figure(String label, Kind kind, double quantile) {
    this.label = label;
    this.kind = kind;
    this.quantile = quantile;
  }

  /** Returns the name in plans, for example {@code successRatio}. */
  public String label() {
    return label;
  }

  /** Returns what it is counted in. */
  public Kind kind() {
    return kind;
  }

  /** Returns whether a limit on it is a lower one. */
  public boolean isBetterHigher() {
    return kind == Kind.RATE || kind == Kind.RATIO;
  }

  /** Returns the share of samples at or below it, above 0 and below 1; NaN for no percentile. */
  public double quantile() {
    return quantile;
  }

  /** Returns the figure of a name. */
  public static Optional<Figure> of(String label) {
    return Arrays.stream(values()).filter(figure -> figure.label.equals(label)).findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Figure::label).toList();
  }
}
