package dev.loadstone.engine.value;

import dev.loadstone.core.plan.Feeder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rows of a feeder as bytes, and which comes next. Rows are shared by all event loops; the next
 * one is taken by one atomic step per iteration.
 */
public final class FeederRows {
  /** What {@link #next} gives when there are no more rows. */
  public static final int EMPTY = -1;

  private final Feeder feeder;
  private final byte[][][] cells;
  private final AtomicLong taken = new AtomicLong();
  private final long seed;

  /** Creates the rows of a feeder. */
  public FeederRows(Feeder feeder, long seed) {
    this.feeder = feeder;
    this.seed = seed;
    this.cells =
        feeder.rows().stream()
            .map(row ->
                row.stream()
                    .map(cell -> cell.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new))
            .toArray(byte[][][]::new);
  }

  /** Returns the names of the columns. */
  public List<String> columns() {
    return feeder.columns();
  }

  /** Returns a cell's text in UTF-8, not copied. */
  public byte[] cell(int row, int column) {
    return cells[row][column];
  }

  /**
   * Takes a row.
   *
   * @param random chooses the row if the order is random
   * @return the row's number, or {@link #EMPTY}
   */
  public int next(RandomStream random) {
    long number = feeder.order() == Feeder.Order.RANDOM ? 0 : taken.getAndIncrement();
    int count = cells.length;
    return switch (feeder.order()) {
      case QUEUE -> number < count ? (int) number : EMPTY;
      case CIRCULAR -> (int) (number % count);
      case RANDOM -> (int) random.nextBelow(count);
      case SHUFFLE -> shuffled(number / count, (int) (number % count), count);
    };
  }

  /**
   * Returns where a position goes in the round's permutation: a Feistel network over the next power
   * of four, walked until it fits.
   */
  private int shuffled(long round, int position, int count) {
    int halfBits = Math.max(1, (33 - Integer.numberOfLeadingZeros(Math.max(1, count - 1))) / 2);
    long mask = (1L << halfBits) - 1;
    long value = position;
    do {
      long left = value >>> halfBits;
      long right = value & mask;
      for (int i = 0; i < 4; i++) {
        long next = left ^ (RandomStream.mix(seed + round * 31 + i, right) & mask);
        left = right;
        right = next;
      }
      value = (left << halfBits) | right;
    } while (value >= count);
    return (int) value;
  }
}
