package dev.loadstone.engine.evm;

import dev.loadstone.core.plan.EvmTransaction;
import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/**
 * A transaction ready to be sent.
 *
 * @param nonce its number among the account's
 * @param raw its encoding in hexadecimal, beginning with 0x
 * @param hash by which the chain knows it
 */
record SignedTransaction(long nonce, String raw, String hash) {
  private static final BigInteger PRIORITY_FEE = BigInteger.valueOf(1_000_000_000);

  /**
   * What a transaction says besides its nonce.
   *
   * @param chainId of the chain
   * @param gasLimit the most gas it may use
   * @param gasPrice the most wei for a unit of gas
   * @param to an address; empty to make a contract
   * @param value wei, in decimal digits
   * @param data hexadecimal
   */
  record Content(
      long chainId, long gasLimit, BigInteger gasPrice, String to, String value, String data) {}

  /**
   * Signs a transaction; takes milliseconds.
   *
   * <p><b>Source:</b> EIP-155 (legacy, with the chain's id), EIP-1559 (type 2).
   *
   * @throws RuntimeException if the content is not what it should be
   */
  static SignedTransaction of(
      EvmTransaction step, Credentials account, long nonce, Content content) {
    BigInteger number = BigInteger.valueOf(nonce);
    BigInteger gas = BigInteger.valueOf(content.gasLimit);
    BigInteger value = new BigInteger(content.value);
    byte[] signed;
    if (step.legacy()) {
      RawTransaction raw =
          RawTransaction.createTransaction(
              number, content.gasPrice, gas, content.to, value, content.data);
      signed = TransactionEncoder.signMessage(raw, content.chainId, account);
    } else {
      RawTransaction raw =
          RawTransaction.createTransaction(
              content.chainId,
              number,
              gas,
              content.to,
              value,
              content.data,
              PRIORITY_FEE.min(content.gasPrice),
              content.gasPrice);
      signed = TransactionEncoder.signMessage(raw, account);
    }
    return new SignedTransaction(
        nonce, Numeric.toHexString(signed), Numeric.toHexString(Hash.sha3(signed)));
  }
}
