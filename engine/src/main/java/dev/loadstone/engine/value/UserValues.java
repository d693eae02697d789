package dev.loadstone.engine.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a virtual user knows: variables and extracted values in numbered slots, its row of each
 * feeder, its numbers. Not thread-safe.
 */
public final class UserValues {
  private final @Nullable Bytes[] slots;
  private final List<FeederRows> feeders;
  private final int[] rows;
  private final Bytes scratch = new Bytes();
  private final RandomStream random;
  private final long userId;
  private long iteration;

  /**
   * Creates the values of a new user, none of them set.
   *
   * @param userId unique in the run
   * @param slots how many slots there are
   * @param feeders in the order of their numbers
   * @param seed of the run
   */
  public UserValues(long userId, int slots, List<FeederRows> feeders, long seed) {
    this.userId = userId;
    this.slots = new Bytes[slots];
    this.feeders = feeders;
    this.rows = new int[feeders.size()];
    this.random = new RandomStream(RandomStream.mix(seed, userId));
  }

  /** Returns the user's number. */
  public long userId() {
    return userId;
  }

  /** Returns the number of the iteration, from 0. */
  public long iteration() {
    return iteration;
  }

  /** Goes on to the next iteration. */
  public void nextIteration() {
    iteration++;
  }

  /** Returns the user's random numbers. */
  public RandomStream random() {
    return random;
  }

  /** Returns whether a slot has a value. */
  public boolean isSet(int slot) {
    return slots[slot] != null;
  }

  /** Returns a slot's value to be read; null if it has none. */
  public @Nullable Bytes value(int slot) {
    return slots[slot];
  }

  /** Returns a slot's value, emptied, to be written. */
  public Bytes writable(int slot) {
    Bytes value = slots[slot];
    if (value == null) {
      value = new Bytes();
      slots[slot] = value;
    }
    return value.clear();
  }

  /** Takes a slot's value away. */
  public void unset(int slot) {
    slots[slot] = null;
  }

  /**
   * Takes the next row of a feeder.
   *
   * @return whether there was one
   */
  public boolean takeRow(int feeder) {
    rows[feeder] = feeders.get(feeder).next(random);
    return rows[feeder] != FeederRows.EMPTY;
  }

  /** Returns a cell of the current row of a feeder. */
  byte[] cell(int feeder, int column) {
    return feeders.get(feeder).cell(rows[feeder], column);
  }

  /** Returns an emptied place for passing values. */
  Bytes scratch() {
    return scratch.clear();
  }
}
