package dev.loadstone.testbed.chain;

import dev.loadstone.testbed.ledger.TimeSummary;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the testbed's chain really did since its truth was applied.
 *
 * @param calls elements of JSON-RPC requests that were read, by method; copied
 * @param notifications of them, how many had no id
 * @param accepted transactions that the mempool took
 * @param rejected transactions that it did not take, by the words in which it said so; copied
 * @param included transactions that a block took
 * @param reverted of them, how many reverted
 * @param conflicts transactions to an address that the same block had already touched
 * @param delayed of them, how many were put off to the next block, each time anew
 * @param gasUsed by all transactions together
 * @param blockNanos when each block was made, in nanoseconds from the chain's beginning, from block
 *     1 on; copied
 * @param inclusion from a transaction's acceptance to its block
 */
public record ChainLedger(
    SortedMap<String, Long> calls,
    long notifications,
    long accepted,
    SortedMap<String, Long> rejected,
    long included,
    long reverted,
    long conflicts,
    long delayed,
    long gasUsed,
    List<Long> blockNanos,
    TimeSummary inclusion) {
  /** Copies the counts. */
  public ChainLedger {
    calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
    blockNanos = List.copyOf(blockNanos);
  }

  /** Returns how many elements called a method. */
  public long calls(String method) {
    return calls.getOrDefault(method, 0L);
  }
}
