package dev.loadstone.testbed.market;

/** How the price of a token goes, in multiples of the price at which it was first bought. */
public enum Course {
  /** From 1 to 3, in a straight line. */
  RISE,
  /** From 1 to ¼, in a straight line. */
  FALL,
  /** Stays at 1 for half of the time, then the pool is drained: from 1 to 0 in the whole of it. */
  RUG;

  private static final double TOP = 3;
  private static final double BOTTOM = 0.25;

  /**
   * Returns the price.
   *
   * @param swings time since the first purchase in units of the swing; before it if negative
   */
  public double price(double swings) {
    double along = Math.clamp(swings, 0, 1);
    return switch (this) {
      case RISE -> 1 + (TOP - 1) * along;
      case FALL -> 1 - (1 - BOTTOM) * along;
      case RUG -> left(swings);
    };
  }

  /** Returns what is left of the pool's liquidity, 0–1. */
  public double left(double swings) {
    return this == RUG ? 1 - Math.clamp(swings - 0.5, 0, 1) : 1;
  }
}
