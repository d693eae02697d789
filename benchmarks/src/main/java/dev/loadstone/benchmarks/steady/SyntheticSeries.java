package dev.loadstone.benchmarks.steady;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A series of iterations of {@value #ITERATION_SECONDS} s each whose course is known.
 *
 * @param shape its course
 * @param noise what lies over the course
 * @param values times, in arbitrary units
 * @param expected the course itself, without noise
 * @param start the first iteration from which on the course stays within 1 % of its end; -1 if the
 *     course never settles
 */
@SuppressWarnings("ArrayRecordComponent") // made once, and changed by nobody
record SyntheticSeries(Shape shape, Noise noise, double[] values, double[] expected, int start) {
  /** How long an iteration is. */
  static final double ITERATION_SECONDS = 0.1;

  /** How many iterations there are, as in Traini et al. (2023). */
  static final int LENGTH = 3_000;

  private static final double SETTLED = 0.01;
  private static final String GENERATOR = "L64X128MixRandom";

  /** The course of a series. */
  enum Shape {
    /** No warm-up at all. */
    FLAT,
    /** Faster in two to four steps, as by tiers of compilation. */
    STEPS,
    /** Faster and faster, ever less so, as by filling caches. */
    DECAY,
    /** Steps in the second third of the series only. */
    LATE,
    /** Slower in steps. */
    SLOWDOWN,
    /** Slower all the time, by 15 to 60 %. */
    DRIFT,
    /** Two levels 10 to 40 % apart, by turns. */
    CYCLES,
    /** Another level shortly before the end. */
    LAST_STEP,
    /** A random walk. */
    WALK;

    boolean isSteady() {
      return ordinal() < DRIFT.ordinal();
    }
  }

  /** What lies over the course. */
  enum Noise {
    /** Normal, 2 %. */
    NORMAL,
    /** Log-normal, 15 %. */
    LOGNORMAL,
    /** Normal, 4 %, each value correlated with the one before by 0.6. */
    CORRELATED,
    /** Normal, 2 %, and every fiftieth value three to eight times as long. */
    SPIKES,
    /** Every tenth value 30 % longer. */
    TWO_MODES
  }

  /** Makes the series of a seed. */
  static SyntheticSeries of(Shape shape, Noise noise, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
    double[] expected = course(shape, random);
    double[] values = new double[LENGTH];
    double before = 0;
    for (int i = 0; i < LENGTH; i++) {
      before = deviation(noise, i, before, random);
      values[i] = expected[i] * Math.exp(before);
    }
    return new SyntheticSeries(shape, noise, values, expected, start(shape, expected));
  }

  private static int start(Shape shape, double[] expected) {
    if (!shape.isSteady()) {
      return -1;
    }
    int start = LENGTH;
    double end = expected[LENGTH - 1];
    while (start > 0 && Math.abs(expected[start - 1] / end - 1) <= SETTLED) {
      start--;
    }
    return start;
  }

  private static double deviation(Noise noise, int index, double before, RandomGenerator random) {
    return switch (noise) {
      case NORMAL -> 0.02 * random.nextGaussian();
      case LOGNORMAL -> 0.15 * random.nextGaussian();
      case CORRELATED -> 0.6 * before + 0.04 * 0.8 * random.nextGaussian();
      case SPIKES ->
          random.nextDouble() < 0.02
              ? Math.log(random.nextDouble(3, 8))
              : 0.02 * random.nextGaussian();
      case TWO_MODES -> (index % 10 == 0 ? Math.log(1.3) : 0) + 0.02 * random.nextGaussian();
    };
  }

  private static double[] course(Shape shape, RandomGenerator random) {
    double[] course = new double[LENGTH];
    java.util.Arrays.fill(course, 1);
    switch (shape) {
      case FLAT -> {}
      case STEPS -> steps(course, random, 1, LENGTH / 4, 0.05, 1.5);
      case LATE -> steps(course, random, LENGTH / 3, 2 * LENGTH / 3, 0.05, 0.5);
      case SLOWDOWN -> steps(course, random, 1, LENGTH / 3, -0.3, -0.05);
      case DECAY -> {
        double first = random.nextDouble(0.3, 3);
        double length = random.nextDouble(10, LENGTH / 12.0);
        for (int i = 0; i < LENGTH; i++) {
          course[i] += first * Math.exp(-i / length);
        }
      }
      case DRIFT -> {
        double slope = random.nextDouble(0.15, 0.6) / LENGTH;
        for (int i = 0; i < LENGTH; i++) {
          course[i] += slope * i;
        }
      }
      case CYCLES -> {
        double height = random.nextDouble(0.1, 0.4);
        int length = random.nextInt(100, 400);
        for (int i = 0; i < LENGTH; i++) {
          course[i] += (i / length) % 2 == 0 ? 0 : height;
        }
      }
      case LAST_STEP -> {
        int from = LENGTH - random.nextInt(LENGTH / 30, LENGTH / 8);
        double height = random.nextDouble(0.1, 0.4) * (random.nextBoolean() ? 1 : -0.7);
        for (int i = from; i < LENGTH; i++) {
          course[i] += height;
        }
      }
      case WALK -> {
        double level = 0;
        for (int i = 0; i < LENGTH; i++) {
          level += 0.008 * random.nextGaussian();
          course[i] = Math.exp(level);
        }
      }
    }
    return course;
  }

  /** Adds two to four steps between two places, each of which ends a stretch of another level. */
  private static void steps(
      double[] course, RandomGenerator random, int from, int to, double low, double high) {
    int number = random.nextInt(2, 5);
    for (int step = 0; step < number; step++) {
      int until = random.nextInt(from, to);
      double height = random.nextDouble(low, high) / number;
      for (int i = 0; i < until; i++) {
        course[i] += height;
      }
    }
  }
}
