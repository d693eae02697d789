package dev.loadstone.core.compare;

import java.util.List;
import java.util.Optional;

/**
 * How runs are compared.
 *
 * @param level chance of a false alarm among all figures together, above 0 and below 1
 * @param tolerances the last one that names a figure counts; 20 % if none does
 * @param runVariation coefficient of variation of a figure from run to run that is taken where
 *     there are too few runs to see it; above 0
 * @param correction for the number of figures
 * @param differentPlans whether runs of different plans may be compared
 * @param seed of all drawing
 */
public record ComparisonSettings(
    double level,
    List<Tolerance> tolerances,
    double runVariation,
    Correction correction,
    boolean differentPlans,
    long seed) {
  /**
   * The variation from run to run that nine of ten benchmarks stay below.
   *
   * <p><b>Source:</b> fork means of the 586 JMH benchmarks that Traini et al. published (Empirical
   * Software Engineering, 2023): quartiles 1.2, 2.35 and 5.1 %, 90th percentile 8.6 %.
   */
  public static final double RUN_VARIATION = 0.086;

  /** What is asked where nothing else is. */
  public static final ComparisonSettings DEFAULT =
      new ComparisonSettings(0.05, List.of(), RUN_VARIATION, Correction.STEP_DOWN, false, 1);

  /** Copies the tolerances. */
  public ComparisonSettings {
    tolerances = List.copyOf(tolerances);
  }

  /** Returns these settings with other tolerances. */
  public ComparisonSettings withTolerances(List<Tolerance> others) {
    return new ComparisonSettings(level, others, runVariation, correction, differentPlans, seed);
  }

  /**
   * Returns whether a figure that goes from one level to another changes by a part of its tolerance
   * or more; one that does not change does not. Shares are compared by difference, other figures by
   * ratio, or by difference where one is not above 0.
   *
   * @param before finite, in the subject's unit
   * @param after likewise
   * @param part of the tolerance, for example 1 for all of it; at least 0
   */
  public boolean reaches(Subject subject, double before, double after, double part) {
    double tolerance = part * tolerance(subject);
    if (after == before) {
      return false;
    }
    if (subject.isShare()) {
      return Math.abs(after - before) >= tolerance;
    }
    if (before <= 0 || after <= 0) {
      return Math.abs(after - before) >= tolerance * Math.abs(before);
    }
    return Math.abs(Math.log(after / before)) >= Math.log1p(tolerance);
  }

  /**
   * Returns how large a change of a figure must be to matter: a share of its value, or of a figure
   * that is itself a share a difference.
   */
  public double tolerance(Subject subject) {
    return tolerances.stream()
        .filter(tolerance -> tolerance.isOf(subject))
        .reduce((first, last) -> last)
        .map(tolerance -> tolerance.forSubject(subject))
        .orElseGet(() -> new Tolerance(Optional.empty(), Tolerance.DEFAULT).forSubject(subject));
  }
}
