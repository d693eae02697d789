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
    long dataGas) {
  /** <b>Source:</b> Ethereum Yellow Paper, appendix G, G_transaction. */
  static final long BASE_GAS = 21_000;

  /** What the testbed's contracts cost to execute. */
  static final long CALL_GAS = 30_000;

  /** Returns the gas that it uses. */
  public long gasUsed() {
    return gasUsed(dataGas);
  }

  /** Returns the gas that a transaction with such data uses. */
  static long gasUsed(long dataGas) {
    return BASE_GAS + dataGas + (dataGas > 0 ? CALL_GAS : 0);
  }
}
