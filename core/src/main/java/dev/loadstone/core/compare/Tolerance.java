package dev.loadstone.core.compare;

import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.core.quantity.Ratios;
import java.util.Optional;

/**
 * How large a change must be to matter.
 *
 * @param of whose tolerance it is; empty for all figures
 * @param value a share of the baseline's figure, at least 0; of a figure that is itself a share, so
 *     many points if it is named, else a twentieth of this
 */
public record Tolerance(Optional<SubjectPattern> of, double value) {
  /**
   * A tolerance of all figures is so much smaller for shares: 20 % of a time, 1 point of a share.
   */
  private static final double SHARES = 20;

  /** The tolerance where none is given. */
  public static final double DEFAULT = 0.2;

  /**
   * Parses a tolerance: {@code 20%}, or {@code response_time.p99=10%}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Tolerance parse(String text) {
    // Tags have equals signs of their own, so that the last one is meant.
    int equals = text.lastIndexOf('=');
    boolean named = equals > text.lastIndexOf('}') && equals > 0;
    String ratio = named ? text.substring(equals + 1) : text;
    Optional<SubjectPattern> of =
        named ? Optional.of(SubjectPattern.parse(text.substring(0, equals))) : Optional.empty();
    try {
      return new Tolerance(of, Ratios.parse(ratio));
    } catch (QuantityFormatException wrong) {
      throw new IllegalArgumentException(
          "must be a share such as 20% or 0, or FIGURE=SHARE such as response_time.p99=10%, got: "
              + text,
          wrong);
    }
  }

  double forSubject(Subject subject) {
    return of.isEmpty() && subject.isShare() ? value / SHARES : value;
  }

  boolean isOf(Subject subject) {
    return of.map(pattern -> pattern.matches(subject)).orElse(true);
  }
}
