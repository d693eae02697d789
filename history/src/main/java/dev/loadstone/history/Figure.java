package dev.loadstone.history;

/**
 * One figure of a run.
 *
 * @param name as plans name it: {@code response_time{step=chat}.p95}
 * @param value in base units; finite
 * @param unit of the value, for example {@code s}
 * @param higherIsBetter whether a higher value is the better one
 */
public record Figure(String name, double value, String unit, boolean higherIsBetter) {
  /**
   * Refuses what cannot be kept.
   *
   * @throws IllegalArgumentException if the value is not finite
   */
  public Figure {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite, got: " + value);
    }
  }
}
