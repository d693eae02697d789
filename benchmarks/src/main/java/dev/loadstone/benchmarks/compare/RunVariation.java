package dev.loadstone.benchmarks.compare;

import java.util.random.RandomGenerator;

/**
 * How much runs of real benchmarks vary: the coefficient of variation of fork means of the 586 JMH
 * benchmarks of Traini et al. (Empirical Software Engineering, 2023) has the quartiles 1.2, 2.35
 * and 5.1 %, the 90th percentile 8.6 % and the 95th 13.1 %. Between these its logarithm is drawn as
 * a straight line over that of a normal distribution, and beyond them the line goes on.
 */
final class RunVariation {
  private static final double[] NORMAL = {-0.674_490, 0, 0.674_490, 1.281_552, 1.644_854};
  private static final double[] VARIATION = {0.012, 0.0235, 0.051, 0.086, 0.131};

  private RunVariation() {}

  /** Draws the variation of a benchmark. */
  static double draw(RandomGenerator random) {
    return at(random.nextGaussian());
  }

  static double at(double normal) {
    int i = 0;
    while (i < NORMAL.length - 2 && normal > NORMAL[i + 1]) {
      i++;
    }
    double share = (normal - NORMAL[i]) / (NORMAL[i + 1] - NORMAL[i]);
    return Math.exp(
        Math.log(VARIATION[i]) + share * (Math.log(VARIATION[i + 1]) - Math.log(VARIATION[i])));
  }
}
