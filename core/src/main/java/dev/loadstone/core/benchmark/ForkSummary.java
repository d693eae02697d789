package dev.loadstone.core.benchmark;

import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.List;
import java.util.Optional;

/**
 * What several forks, each a process of its own, found. Samples of one process are alike in what
 * differs between processes (how the code was compiled, where it lies in memory), so that the fork
 * and not the sample is what statistics count.
 *
 * @param means the mean time of each fork's steady samples, in seconds, in the order of the forks;
 *     of a fork without successful samples, NaN
 */
public record ForkSummary(List<Double> means) {
  /** Student's t for a two-sided 95 %, by degrees of freedom from 1. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double T_NORMAL = 1.96;

  /** Copies the list. */
  public ForkSummary {
    means = List.copyOf(means);
  }

  /** Returns the mean of the forks' means; NaN if there are none. */
  public double mean() {
    return told().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /**
   * Returns the 95 % confidence interval of the mean over forks: mean ± t·s/√n with n − 1 degrees
   * of freedom. Source: Georges, Buytaert, Eeckhout, "Statistically Rigorous Java Performance
   * Evaluation" (2007), section 3.2.
   *
   * @return empty for fewer than two forks
   */
  public Optional<ConfidenceInterval> interval() {
    List<Double> told = told();
    int n = told.size();
    if (n < 2) {
      return Optional.empty();
    }
    double mean = mean();
    double squares = told.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double t = n - 1 <= T.length ? T[n - 2] : T_NORMAL;
    double reach = t * Math.sqrt(squares / (n - 1) / n);
    return Optional.of(new ConfidenceInterval(mean - reach, mean + reach));
  }

  private List<Double> told() {
    return means.stream().filter(mean -> !mean.isNaN()).toList();
  }
}
