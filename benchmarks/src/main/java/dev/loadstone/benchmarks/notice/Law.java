package dev.loadstone.benchmarks.notice;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What lies over the level of a simulated history; each but the last has a deviation of 1. */
enum Law {
  GAUSS("Gauss"),
  STUDENT("t(3)"),
  TWO_MODES("two modes, half each"),
  UNEVEN_MODES("two modes, 80 : 20"),
  CORRELATED("AR(1) .5"),
  /** As Gauss, and 3 % of values 8 higher. */
  SPIKES("3 % spikes of 8 sd");

  /** Deviation of a history's values, as a share of their level. */
  static final double VARIATION = 0.03;

  private static final String GENERATOR = "L64X128MixRandom";
  private static final double LEVEL = 100;
  private static final double MODE_SHARE = 0.95;

  private final String title;

  Law(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /**
   * Returns a history.
   *
   * @param length how many values
   * @param at from which one on the level is another; {@code length} for no change
   * @param shift by what share it is another
   */
  double[] history(int length, int at, double shift, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
    double[] values = new double[length];
    double before = random.nextGaussian();
    for (int i = 0; i < length; i++) {
      before = draw(random, before);
      values[i] = LEVEL * (1 + VARIATION * before) * (i < at ? 1 : 1 + shift);
    }
    return values;
  }

  private double draw(RandomGenerator random, double before) {
    double normal = random.nextGaussian();
    return switch (this) {
      case GAUSS -> normal;
      case STUDENT -> student(random, normal);
      case TWO_MODES -> mode(random, 0.5, normal);
      case UNEVEN_MODES -> mode(random, 0.2, normal);
      case CORRELATED -> 0.5 * before + Math.sqrt(0.75) * normal;
      case SPIKES -> normal + (random.nextDouble() < 0.03 ? 8 : 0);
    };
  }

  /** Three degrees of freedom, whose deviation is √3 before it is divided out. */
  private static double student(RandomGenerator random, double normal) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      squares += Math.pow(random.nextGaussian(), 2);
    }
    return normal / Math.sqrt(squares);
  }

  private static double mode(RandomGenerator random, double upperShare, double normal) {
    boolean upper = random.nextDouble() < upperShare;
    double spread = MODE_SHARE / Math.sqrt(upperShare * (1 - upperShare));
    double place = (upper ? 1 - upperShare : -upperShare) * spread;
    return place + Math.sqrt(1 - MODE_SHARE * MODE_SHARE) * normal;
  }
}
