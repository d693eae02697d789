package dev.loadstone.engine.stream;

/**
 * How often in a row the reads of a stream took as much as one read can, with tokens in each, so
 * that more was waiting: the stream came faster than it was read. Not thread-safe.
 */
final class FullReads {
  private static final int NO_CHANCE = 2;

  private int inRow;
  private int most;
  private long tokensBefore;

  /** Forgets everything, for another stream. */
  void begin() {
    inRow = 0;
    most = 0;
    tokensBefore = 0;
  }

  /**
   * Notes that a read is over.
   *
   * @param full whether it took as much as one read can
   * @param tokens how many tokens of the stream have come so far
   */
  void over(boolean full, long tokens) {
    inRow = full && tokens > tokensBefore ? inRow + 1 : 0;
    most = Math.max(most, inRow);
    tokensBefore = tokens;
  }

  /** Returns the most in a row. */
  int most() {
    return most;
  }

  /** Returns whether there were more in a row than there are by chance. */
  boolean areNoChance() {
    return most >= NO_CHANCE;
  }
}
