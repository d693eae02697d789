package dev.loadstone.benchmarks.compare;

import java.util.random.RandomGenerator;

/**
 * How the figures of runs of the same code vary. Four fifths of the variance of a run's figure are
 * the run's own, one fifth is due to its {@value #SECONDS} seconds; both together have the
 * coefficient of variation asked for.
 */
enum NoiseLaw {
  /** Runs and seconds vary as logarithms of a normal distribution do. */
  LOGNORMAL("lognormal"),
  /** Three of ten runs are in a slower mode, to which most of the variance is due. */
  BIMODAL("bimodal runs"),
  /** As lognormal, but seconds follow an autoregression of 0.9. */
  AUTOREGRESSIVE("AR(1) 0.9 within runs"),
  /**
   * As lognormal, but a tenth of runs is slower by four deviations, and 3 % of seconds by eight.
   */
  SPIKES("spikes");

  /** How many seconds a run has. */
  static final int SECONDS = 60;

  private static final double OWN = 0.8;
  private static final double SLOW_SHARE = 0.3;
  private static final double IN_MODES = 0.9;
  private static final double AR = 0.9;
  private static final double SPIKED_RUNS = 0.1;
  private static final double RUN_SPIKE = 4;
  private static final double SPIKED_SECONDS = 0.03;
  private static final double SECOND_SPIKE = 8;

  private final String title;

  NoiseLaw(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * Returns the seconds of a run, times of about 1.
   *
   * @param variation standard deviation over mean of a run's figure, from run to run
   */
  double[] seconds(double variation, RandomGenerator random) {
    double level = variation * Math.sqrt(OWN) * runEffect(random);
    double spread = variation * Math.sqrt((1 - OWN) * SECONDS / inflation());
    double[] seconds = new double[SECONDS];
    double state = random.nextGaussian();
    for (int i = 0; i < SECONDS; i++) {
      state =
          this == AUTOREGRESSIVE
              ? AR * state + Math.sqrt(1 - AR * AR) * random.nextGaussian()
              : random.nextGaussian();
      double noise = state;
      if (this == SPIKES) {
        double variance = 1 + SPIKED_SECONDS * (1 - SPIKED_SECONDS) * SECOND_SPIKE * SECOND_SPIKE;
        boolean spiked = random.nextDouble() < SPIKED_SECONDS;
        noise = (state + (spiked ? SECOND_SPIKE : 0)) / Math.sqrt(variance);
      }
      seconds[i] = Math.exp(level + spread * noise);
    }
    return seconds;
  }

  /** Returns a number of variance 1. */
  private double runEffect(RandomGenerator random) {
    double normal = random.nextGaussian();
    return switch (this) {
      case BIMODAL -> {
        double gap = 1 / Math.sqrt(SLOW_SHARE * (1 - SLOW_SHARE));
        double mode = random.nextDouble() < SLOW_SHARE ? gap : 0;
        yield Math.sqrt(IN_MODES) * mode + Math.sqrt(1 - IN_MODES) * normal;
      }
      case SPIKES -> {
        double variance = 1 + SPIKED_RUNS * (1 - SPIKED_RUNS) * RUN_SPIKE * RUN_SPIKE;
        double spike = random.nextDouble() < SPIKED_RUNS ? RUN_SPIKE : 0;
        yield (normal + spike) / Math.sqrt(variance);
      }
      case LOGNORMAL, AUTOREGRESSIVE -> normal;
    };
  }

  /** Returns by how much dependence makes the variance of a run's mean larger. */
  private double inflation() {
    if (this != AUTOREGRESSIVE) {
      return 1;
    }
    double sum = 1;
    for (int lag = 1; lag < SECONDS; lag++) {
      sum += 2 * (1 - (double) lag / SECONDS) * Math.pow(AR, lag);
    }
    return sum;
  }
}
