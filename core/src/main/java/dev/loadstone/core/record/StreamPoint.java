package dev.loadstone.core.record;

/**
 * What streams gave in one interval of a run; warm-up is included.
 *
 * @param streams streams whose first frame was recorded, per second
 * @param events frames per second
 * @param tokens tokens per second; of streams whose tokens the target counts, in the second in
 *     which it told their number
 * @param firstTokenP50 median of {@code time_to_first_token} in seconds; NaN if there were none
 * @param firstTokenP99 in seconds; NaN if there were none
 */
public record StreamPoint(
    double streams, double events, double tokens, double firstTokenP50, double firstTokenP99) {
  /** Nothing streamed. */
  public static final StreamPoint NONE = new StreamPoint(0, 0, 0, Double.NaN, Double.NaN);
}
