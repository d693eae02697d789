package dev.loadstone.core.compare;

/**
 * What a run saw, cut into parts of equal time (seconds, or iterations of a benchmark), so that its
 * figures can be made of other choices of the parts.
 */
public sealed interface Seconds permits WeightedSeconds, CountedSeconds {
  /** Returns how many parts there are. */
  int size();

  /** Returns how many figures {@link #figures} gives. */
  int width();

  /**
   * Returns the level of a part, by which it is told how much a part depends on the one before; NaN
   * if nothing was seen in it.
   */
  double level(int part);

  /**
   * Returns the figures over some parts.
   *
   * @param parts places, each as often as it counts
   * @return NaN where nothing was seen in them
   */
  double[] figures(int[] parts);
}
