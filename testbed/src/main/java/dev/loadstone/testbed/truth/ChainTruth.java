package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * How the testbed's chain behaves.
 *
 * @param block from one block to the next
 * @param inclusion how long a transaction lies in the mempool before a block may take it
 * @param conflictDelays share of the transactions to an address that the same block has already
 *     touched which are put off to the next block; the others are executed again in the same one
 * @param reverts share of the transactions that revert
 * @param estimateFactor gas as estimated over gas as used; at least 1
 * @param blockGas gas that one block holds
 * @param callGas gas to execute one call of a contract, besides its transaction and its data
 * @param execution how long the chain executes a transaction; what does not fit into the time
 *     between two blocks waits for the next one
 * @param lanes how many transactions it executes at once, if they touch different addresses
 */
public record ChainTruth(
    ServiceLaw block,
    ServiceLaw inclusion,
    double conflictDelays,
    double reverts,
    double estimateFactor,
    long blockGas,
    long callGas,
    ServiceLaw execution,
    int lanes) {
  private static final long CALL_GAS = 30_000;

  /** A block every 400 ms that takes whatever waits; nothing reverts. */
  public static final ChainTruth DEFAULT =
      new ChainTruth(
          new ServiceLaw.Constant(Duration.ofMillis(400)), ServiceLaw.NONE, 0, 0, 1, 12_500_000);

  /** Creates a chain that executes at once. */
  public ChainTruth(
      ServiceLaw block,
      ServiceLaw inclusion,
      double conflictDelays,
      double reverts,
      double estimateFactor,
      long blockGas) {
    this(
        block,
        inclusion,
        conflictDelays,
        reverts,
        estimateFactor,
        blockGas,
        CALL_GAS,
        ServiceLaw.NONE,
        1);
  }
}
