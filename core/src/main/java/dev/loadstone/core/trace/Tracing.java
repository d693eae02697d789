package dev.loadstone.core.trace;

/**
 * Which requests of a run are traced, and who hears of them.
 *
 * @param ratio what share of all requests, above 0 and at most 1
 * @param sink hears of each traced request
 */
public record Tracing(double ratio, TraceSink sink) {
  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if it is not above 0 and at most 1
   */
  public Tracing {
    if (!(ratio > 0 && ratio <= 1)) {
      throw new IllegalArgumentException("the ratio must be above 0 and at most 1, got: " + ratio);
    }
  }
}
