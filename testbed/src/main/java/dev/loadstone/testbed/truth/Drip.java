package dev.loadstone.testbed.truth;

import java.time.Duration;

/** How a slow body comes: in pieces, with the same time before each. */
public sealed interface Drip {
  /** A second in all. */
  Drip DEFAULT = new Whole(Duration.ofSeconds(1));

  /** Returns the number of pieces of a body, at least 1. */
  int pieces(int bodyBytes);

  /** Returns the time before each piece in nanoseconds. */
  long gapNanos();

  /**
   * Ten pieces over a time.
   *
   * @param time from the head to the last byte
   */
  record Whole(Duration time) implements Drip {
    private static final int PIECES = 10;

    @Override
    public int pieces(int bodyBytes) {
      return PIECES;
    }

    @Override
    public long gapNanos() {
      return time.toNanos() / PIECES;
    }
  }

  /**
   * Pieces of a size.
   *
   * @param bytes at most so many in each, at least 1
   * @param gap before each piece
   */
  record Pieces(int bytes, Duration gap) implements Drip {
    @Override
    public int pieces(int bodyBytes) {
      return Math.max(1, Math.ceilDiv(bodyBytes, bytes));
    }

    @Override
    public long gapNanos() {
      return gap.toNanos();
    }
  }
}
