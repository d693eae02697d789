package dev.loadstone.engine.evm;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.EvmBlocks;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.record.ExtraRecorder;

/**
 * The blocks of one watch: what is recorded when a number is seen. An interval is that between the
 * instants at which two numbers that follow each other were seen; where one was never seen, there
 * is none. Not thread-safe.
 */
final class BlockSeries {
  private static final long UNKNOWN = -1;

  private final EvmBlocks step;
  private long block = UNKNOWN;
  private long seenNanos = Exchange.NEVER;

  BlockSeries(EvmBlocks step) {
    this.step = step;
  }

  void begin() {
    block = UNKNOWN;
    seenNanos = Exchange.NEVER;
  }

  /**
   * A block has been seen.
   *
   * @param number of the block
   * @param fresh whether it was made just before, so that it begins an interval
   */
  void seen(long number, long atNanos, boolean fresh, ExtraRecorder extras) {
    if (number <= block) {
      return;
    }
    if (block != UNKNOWN) {
      extras.count(CounterKey.BLOCKS, number - block);
      extras.count(CounterKey.BLOCKS_MISSED, number - block - 1);
    }
    if (number == block + 1 && seenNanos != Exchange.NEVER) {
      long interval = atNanos - seenNanos;
      extras.time(Measure.BLOCK_INTERVAL, interval);
      judge(interval, extras);
    }
    seenNanos = fresh || block != UNKNOWN ? atNanos : Exchange.NEVER;
    block = number;
  }

  private void judge(long interval, ExtraRecorder extras) {
    if (step.blockTime().isPresent()) {
      long off = Math.abs(interval - step.blockTime().get().toNanos());
      String outcome = off <= step.tolerance().toNanos() ? "met" : "missed";
      extras.count(CounterKey.BLOCK_INTERVALS, Tag.OUTCOME, outcome, 1);
    }
  }
}
