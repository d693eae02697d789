package dev.loadstone.testbed.truth;

import java.util.List;
import java.util.Optional;

/**
 * How many of a route's operations fail, and how.
 *
 * @param ratio of the operations, 0–1; drawn for each
 * @param every if above 0, exactly every so many-th operation fails instead, in each of the kinds
 *     in turn
 * @param kinds equally likely; not empty if any operation fails; copied
 * @param drip how a {@link ErrorKind.Fault#SLOW_BODY} comes
 */
public record Errors(double ratio, long every, List<ErrorKind> kinds, Drip drip) {
  /** No errors. */
  public static final Errors NONE = new Errors(0, 0, List.of(), Drip.DEFAULT);

  /** Copies the kinds. */
  public Errors {
    kinds = List.copyOf(kinds);
  }

  /**
   * Decides how an operation fails.
   *
   * @param request its number, from 0
   * @param random the stream of that request
   * @return the kind, or empty if the operation succeeds
   */
  public Optional<ErrorKind> of(long request, SplitMix64 random) {
    if (every > 0) {
      long failure = (request + 1) / every - 1;
      return (request + 1) % every == 0
          ? Optional.of(kinds.get((int) (failure % kinds.size())))
          : Optional.empty();
    }
    if (ratio == 0 || random.nextDouble() >= ratio) {
      return Optional.empty();
    }
    return Optional.of(kinds.get((int) (random.nextDouble() * kinds.size())));
  }
}
