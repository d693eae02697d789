package dev.loadstone.testbed.chain;

import dev.loadstone.testbed.ledger.TimeSummaries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a chain did since its ledger was begun. It knows nothing of the transactions that had been
 * accepted before. Not thread-safe.
 */
final class ChainRecorder {
  private final long firstNumber;
  private final int firstBlock;
  private final TreeMap<String, Long> calls = new TreeMap<>();
  private final TreeMap<String, Long> rejected = new TreeMap<>();
  private final Map<String, Long> untold = new HashMap<>();
  private final TimeSummaries inclusion = new TimeSummaries();
  private final TimeSummaries receipt = new TimeSummaries();
  private long notifications;
  private long accepted;
  private long included;
  private long reverted;
  private long conflicts;
  private long delayed;
  private long gasUsed;

  /**
   * Begins a ledger.
   *
   * @param firstNumber of the first transaction that it counts
   * @param firstBlock how many blocks were made before
   */
  ChainRecorder(long firstNumber, int firstBlock) {
    this.firstNumber = firstNumber;
    this.firstBlock = firstBlock;
  }

  void called(String method, boolean notification) {
    calls.merge(method, 1L, Long::sum);
    notifications += notification ? 1 : 0;
  }

  void rejected(String why) {
    rejected.merge(why, 1L, Long::sum);
  }

  void accepted(ChainTransaction transaction, long atNanos) {
    accepted++;
    untold.put(transaction.hash(), atNanos);
  }

  /** A transaction touches an address that the same block has already touched. */
  void conflicted(long number, boolean putOff) {
    if (number >= firstNumber) {
      conflicts++;
      delayed += putOff ? 1 : 0;
    }
  }

  void included(long number, long waitedNanos, long gas, boolean reverts) {
    if (number >= firstNumber) {
      included++;
      inclusion.record(waitedNanos);
      gasUsed += gas;
      reverted += reverts ? 1 : 0;
    }
  }

  /** A receipt is given; only the first time counts. */
  void told(String hash, long atNanos) {
    Long since = untold.remove(hash);
    if (since != null) {
      receipt.record(atNanos - since);
    }
  }

  /**
   * Returns the ledger.
   *
   * @param blockNanos when each block of the chain was made
   */
  ChainLedger ledger(List<Long> blockNanos) {
    return new ChainLedger(
        calls,
        notifications,
        accepted,
        rejected,
        included,
        reverted,
        conflicts,
        delayed,
        gasUsed,
        blockNanos.subList(firstBlock, blockNanos.size()),
        inclusion.summary(),
        receipt.summary());
  }
}
