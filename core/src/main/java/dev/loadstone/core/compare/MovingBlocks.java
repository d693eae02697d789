package dev.loadstone.core.compare;

import java.util.SplittableRandom;

/**
 * Draws runs anew from the parts of one, in blocks of neighbours, so that what follows each other
 * in time may depend on each other.
 *
 * <p>A block has 1.1447·(α·n)^⅓ parts, α being 4r²/(1 − r²)² and r the correlation of neighbouring
 * levels, n^⅓ at least and a quarter of all parts at most. Blocks begin anywhere and go on from the
 * last part to the first, so that no part counts less than another.
 *
 * <p><b>Source:</b> Künsch, "The jackknife and the bootstrap for general stationary observations",
 * Annals of Statistics 17 (1989); Politis and Romano, "A circular block-resampling procedure for
 * stationary data" (1992); the length: Andrews, Econometrica 59 (1991), formulas 6.2 and 6.4, for
 * Bartlett's window, which blocks come to.
 */
public final class MovingBlocks {
  /** Fewest parts from which is drawn. */
  public static final int PARTS_MIN = 8;

  private static final double CORRELATION_MAX = 0.97;

  private MovingBlocks() {}

  /**
   * Returns the figures of runs drawn anew.
   *
   * @param seconds what to draw from
   * @param draws how many runs
   * @param seed of the drawing
   * @return for each figure of the parts, its value in each of the runs in the order drawn; nothing
   *     for a figure if there are fewer than {@value #PARTS_MIN} parts
   */
  public static double[][] draw(Seconds seconds, int draws, long seed) {
    int size = seconds.size();
    if (size < PARTS_MIN) {
      return new double[seconds.width()][0];
    }
    int length = length(seconds);
    SplittableRandom random = new SplittableRandom(seed);
    double[][] drawn = new double[seconds.width()][draws];
    int[] parts = new int[size];
    for (int draw = 0; draw < draws; draw++) {
      int start = 0;
      for (int i = 0; i < size; i++) {
        if (i % length == 0) {
          start = random.nextInt(size);
        }
        parts[i] = (start + i % length) % size;
      }
      double[] figures = seconds.figures(parts);
      for (int i = 0; i < figures.length; i++) {
        drawn[i][draw] = figures[i];
      }
    }
    return drawn;
  }

  /** Returns how many parts a block has. */
  static int length(Seconds seconds) {
    int size = seconds.size();
    double r = Math.clamp(correlation(seconds), 0, CORRELATION_MAX);
    double alpha = 4 * r * r / Math.pow(1 - r * r, 2);
    double wanted = Math.max(Math.cbrt(size), 1.1447 * Math.cbrt(alpha * size));
    return Math.max(1, (int) Math.min(Math.ceil(wanted), size / 4.0));
  }

  private static double correlation(Seconds seconds) {
    double sum = 0;
    int known = 0;
    for (int i = 0; i < seconds.size(); i++) {
      double level = seconds.level(i);
      if (!Double.isNaN(level)) {
        sum += level;
        known++;
      }
    }
    double mean = sum / Math.max(1, known);
    double products = 0;
    double squares = 0;
    double last = 0;
    for (int i = 0; i < seconds.size(); i++) {
      double level = seconds.level(i);
      double deviation = Double.isNaN(level) ? 0 : level - mean;
      products += last * deviation;
      squares += deviation * deviation;
      last = deviation;
    }
    return squares > 0 ? products / squares : 0;
  }
}
