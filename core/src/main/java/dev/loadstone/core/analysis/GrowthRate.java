package dev.loadstone.core.analysis;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.Arrays;
import java.util.Optional;

/**
 * By how much a level grows for each unit of something, with an interval that holds however much
 * neighbours depend on each other.
 *
 * <p>The value is Theil and Sen's: the median of all slopes between two points. The interval is
 * that slope ± t·s. What deviates from the line is taken as an autoregression of the first order;
 * its coefficient is estimated by least squares, corrected for the bias that a fitted line brings
 * (α̂ = (nα + 2)/(n − 4), after Kendall 1954), and taken as 1 where √n·(1 − α̂) is below 1, so that
 * a random walk is not taken for a trend; s is the standard error of the slope by generalised least
 * squares with that coefficient, t Student's quantile 0.975.
 *
 * <p>Source: Perron and Yabu, Estimating deterministic trends with an integrated or stationary
 * noise component, Journal of Econometrics 151 (2009), with the bias correction above in place of
 * theirs.
 *
 * @param value by how much, per unit of the places
 * @param interval 95 % confidence interval
 */
public record GrowthRate(double value, ConfidenceInterval interval) {
  /** The fewest points. */
  static final int POINTS_MIN = 6;

  /** Returns the rate per another unit. */
  GrowthRate times(double factor) {
    return new GrowthRate(
        value * factor, new ConfidenceInterval(interval.low() * factor, interval.high() * factor));
  }

  /**
   * Returns the rate; empty with fewer than {@value #POINTS_MIN} points, or if all places are the
   * same.
   *
   * @param places not falling
   * @param values as many
   */
  static Optional<GrowthRate> of(double[] places, double[] values) {
    int n = values.length;
    if (n < POINTS_MIN || places[n - 1] <= places[0]) {
      return Optional.empty();
    }
    double slope = Trend.of(places, values).slope();
    double[] deviations = new double[n];
    for (int i = 0; i < n; i++) {
      deviations[i] = values[i] - slope * (places[i] - places[0]);
    }
    double middle = Points.median(deviations);
    for (int i = 0; i < n; i++) {
      deviations[i] -= middle;
    }
    double half = Student.quantile975(n - 2) * error(places, deviations, persistence(deviations));
    return Optional.of(new GrowthRate(slope, new ConfidenceInterval(slope - half, slope + half)));
  }

  /** Returns how much of a deviation goes on in the next, from 0 to 1. */
  private static double persistence(double[] deviations) {
    int n = deviations.length;
    double products = 0;
    double squares = 0;
    for (int i = 1; i < n; i++) {
      products += deviations[i] * deviations[i - 1];
      squares += deviations[i - 1] * deviations[i - 1];
    }
    if (squares == 0) {
      return 0;
    }
    double corrected = (n * products / squares + 2) / (n - 4);
    return Math.sqrt(n) * (1 - corrected) < 1 ? 1 : Math.max(0, corrected);
  }

  /** Returns the standard error of the slope where a share of each deviation goes on. */
  private static double error(double[] places, double[] deviations, double share) {
    int n = deviations.length;
    double first = Math.sqrt(1 - share * share);
    double[] constant = new double[n];
    double[] place = new double[n];
    double[] value = new double[n];
    Arrays.fill(constant, 1 - share);
    constant[0] = first;
    place[0] = 0; // places are counted from the first
    value[0] = first * deviations[0];
    for (int i = 1; i < n; i++) {
      place[i] = places[i] - places[0] - share * (places[i - 1] - places[0]);
      value[i] = deviations[i] - share * deviations[i - 1];
    }
    double[] free = without(place, constant);
    double[] left = without(without(value, constant), free);
    return Math.sqrt(dot(left, left) / (n - 2) / dot(free, free));
  }

  /** Returns what of a vector is at right angles to another. */
  private static double[] without(double[] vector, double[] other) {
    double squares = dot(other, other);
    double share = squares == 0 ? 0 : dot(vector, other) / squares;
    double[] rest = new double[vector.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = vector[i] - share * other[i];
    }
    return rest;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
