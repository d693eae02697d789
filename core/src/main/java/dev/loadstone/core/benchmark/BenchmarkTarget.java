package dev.loadstone.core.benchmark;

/**
 * What is good enough of one figure: at most the limit, or at least it for {@code
 * operationsPerSecond} and {@code successRatio}.
 *
 * @param figure what is judged
 * @param limit in the figure's unit: seconds, per second, a ratio, bytes; finite and at least 0
 */
public record BenchmarkTarget(Figure figure, double limit) {
  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is negative or no number
   */
  public BenchmarkTarget {
    if (!(limit >= 0) || Double.isInfinite(limit)) {
      throw new IllegalArgumentException("limit must be a number of at least 0, got: " + limit);
    }
  }
}
