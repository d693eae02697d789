package dev.loadstone.testbed.chain;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A signed transaction, decoded.
 *
 * @param hash as text, 0x and 64 digits
 * @param chainId of which chain; −1 if it does not say
 * @param from who signed it, in lower case
 * @param to whom it calls or pays, in lower case; null if it makes a contract
 * @param nonce its number among the sender's, from 0
 * @param value in wei
 * @param gasLimit the most gas it may use
 * @param feeMax the most wei that it pays for a unit of gas
 * @param dataGas what its data costs before it is executed
 * @param calls how many calls of a contract it makes: none without data, and as many as its data
 *     lists if that is a list of calls
 */
public record ChainTransaction(
    String hash,
    long chainId,
    String from,
    @Nullable String to,
    long nonce,
    BigInteger value,
    long gasLimit,
    BigInteger feeMax,
    long dataGas,
    int calls) {
  /** <b>Source:</b> Ethereum Yellow Paper, appendix G, G_transaction. */
  static final long BASE_GAS = 21_000;

  /**
   * Returns the gas that a transaction uses.
   *
   * @param dataGas what its data costs
   * @param calls that it makes
   * @param callGas what one of them takes to execute
   */
  static long gasUsed(long dataGas, int calls, long callGas) {
    return BASE_GAS + dataGas + calls * callGas;
  }
}
