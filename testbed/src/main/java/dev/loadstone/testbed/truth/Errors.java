package dev.loadstone.testbed.truth;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How many of a route's operations fail, and how.
 *
 * @param ratio of the operations, 0–1
 * @param kinds equally likely; not empty if the ratio is above 0; copied
 * @param slowFor how long a {@link ErrorKind.Fault#SLOW_BODY} drips
 */
public record Errors(double ratio, List<ErrorKind> kinds, Duration slowFor) {
  /** How long a slow body drips unless the truth says otherwise. */
  public static final Duration SLOW_FOR = Duration.ofSeconds(1);

  /** No errors. */
  public static final Errors NONE = new Errors(0, List.of(), SLOW_FOR);

  /** Copies the kinds. */
  public Errors {
    kinds = List.copyOf(kinds);
  }

  /**
   * Draws how an operation fails.
   *
   * @param random the stream of one request
   * @return the kind, or empty if the operation succeeds
   */
  public Optional<ErrorKind> draw(SplitMix64 random) {
    if (ratio == 0 || random.nextDouble() >= ratio) {
      return Optional.empty();
    }
    return Optional.of(kinds.get((int) (random.nextDouble() * kinds.size())));
  }
}
