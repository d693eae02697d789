package dev.loadstone.engine.activity;

/**
 * How many things virtual users still do who have left, like ending a session at the target. A run
 * waits for them a moment. Not thread-safe; of one event loop.
 */
public final class Farewells {
  private int underWay;

  /** Something was begun. */
  public void begun() {
    underWay++;
  }

  /** Something is over that was begun. */
  public void ended() {
    underWay--;
  }

  /** Returns whether nothing is under way. */
  public boolean isEmpty() {
    return underWay == 0;
  }
}
