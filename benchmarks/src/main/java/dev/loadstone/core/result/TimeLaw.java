package dev.loadstone.core.result;

import java.util.random.RandomGenerator;

/** How the times of a simulated run follow each other. */
enum TimeLaw {
  INDEPENDENT("independent, lognormal", 0),
  AR_5("AR(1) 0.5, lognormal", 0.5),
  AR_9("AR(1) 0.9, lognormal", 0.9),
  AR_98("AR(1) 0.98, lognormal", 0.98),
  /** Times in a queue with one worker that is busy 70 % of the time. */
  QUEUE("M/M/1, 70 % busy", Double.NaN);

  private static final double MEDIAN = 0.01;
  private static final double SIGMA = 0.5;
  private static final double SERVICE = 0.01;
  private static final double BUSY = 0.7;
  private static final int SETTLING = 1_000;

  private final String title;
  private final double correlation;

  TimeLaw(String title, double correlation) {
    this.title = title;
    this.correlation = correlation;
  }

  /** Times one after the other. */
  @FunctionalInterface
  interface Times {
    /** Returns the next time, in seconds. */
    double next();
  }

  String title() {
    return title;
  }

  /**
   * Returns the true percentile, in seconds.
   *
   * @param normal that percentile of the standard normal distribution
   */
  double truth(double quantile, double normal) {
    return this == QUEUE
        ? -SERVICE / (1 - BUSY) * Math.log(1 - quantile)
        : MEDIAN * Math.exp(SIGMA * normal);
  }

  Times times(RandomGenerator random) {
    return this == QUEUE ? queue(random) : lognormal(random);
  }

  private Times lognormal(RandomGenerator random) {
    double fresh = Math.sqrt(1 - correlation * correlation);
    double[] state = {random.nextGaussian()};
    return () -> {
      state[0] = correlation * state[0] + fresh * random.nextGaussian();
      return MEDIAN * Math.exp(SIGMA * state[0]);
    };
  }

  private static Times queue(RandomGenerator random) {
    double[] waiting = {0};
    Times times =
        () -> {
          double time = waiting[0] + SERVICE * random.nextExponential();
          waiting[0] = Math.max(0, time - SERVICE / BUSY * random.nextExponential());
          return time;
        };
    for (int i = 0; i < SETTLING; i++) {
      times.next();
    }
    return times;
  }
}
