package dev.loadstone.testbed.chain;

import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Locale;
import org.web3j.crypto.Hash;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.ITransaction;
import org.web3j.crypto.transaction.type.Transaction1559;

/** Decodes signed transactions: legacy ones (EIP-155) and those with a priority fee (EIP-1559). */
final class RawTransactions {
  private static final int INVALID_PARAMS = -32_602;
  private static final long NO_CHAIN = -1;
  private static final long ZERO_BYTE_GAS = 4;
  private static final long BYTE_GAS = 16;

  /** Digits of the four bytes that choose a function. */
  private static final int SELECTOR = 8;

  /** Digits of a word. */
  private static final int WORD = 64;

  /** Where the items of a list begin that is the only argument. */
  private static final int ITEMS = SELECTOR + 2 * WORD;

  private static final String PLACE_32 = "0".repeat(WORD - 2) + "20";
  private static final int LENGTH_DIGITS_MAX = 4;

  private RawTransactions() {}

  /**
   * Decodes a transaction and finds out who signed it.
   *
   * @param raw 0x and hexadecimal digits
   * @throws RpcException if it is none
   */
  static ChainTransaction decode(String raw) {
    if (!raw.matches("0x(?:[0-9a-fA-F]{2})+")) {
      throw new RpcException(INVALID_PARAMS, "not hexadecimal data");
    }
    try {
      if (TransactionDecoder.decode(raw) instanceof SignedRawTransaction signed) {
        return of(raw, signed);
      }
    } catch (RuntimeException | SignatureException broken) {
      throw new RpcException(INVALID_PARAMS, "rlp: " + broken.getMessage());
    }
    throw new RpcException(INVALID_PARAMS, "the transaction is not signed");
  }

  private static ChainTransaction of(String raw, SignedRawTransaction signed)
      throws SignatureException {
    ITransaction inside = signed.getTransaction();
    long chain;
    BigInteger fee;
    if (inside instanceof Transaction1559 priced) {
      chain = priced.getChainId();
      fee = priced.getMaxFeePerGas();
    } else {
      chain = signed.getChainId() == null ? NO_CHAIN : signed.getChainId();
      fee = signed.getGasPrice();
    }
    String to = signed.getTo();
    return new ChainTransaction(
        Hash.sha3(raw),
        chain,
        signed.getFrom().toLowerCase(Locale.ROOT),
        to == null || to.length() < 3 ? null : to.toLowerCase(Locale.ROOT),
        signed.getNonce().longValueExact(),
        signed.getValue(),
        signed.getGasLimit().longValueExact(),
        fee,
        dataGas(signed.getData()),
        calls(signed.getData()));
  }

  /**
   * Returns how many calls data makes: none if it is empty, the length of the list if its only
   * argument is a list of words, else one.
   *
   * <p><b>Source:</b> Solidity's contract ABI: four bytes that choose the function, then words of
   * 32; of a list its place (32, if it is the only argument), its length, its items.
   *
   * @param data hexadecimal digits, with or without 0x before them
   */
  static int calls(String data) {
    String digits = data.startsWith("0x") ? data.substring(2) : data;
    if (digits.isEmpty()) {
      return 0;
    }
    if (digits.length() < ITEMS || !digits.startsWith(PLACE_32, SELECTOR)) {
      return 1;
    }
    String length = digits.substring(SELECTOR + WORD, ITEMS).replaceFirst("^0+", "");
    if (length.isEmpty() || length.length() > LENGTH_DIGITS_MAX) {
      return 1;
    }
    int calls = Integer.parseInt(length, 16);
    return digits.length() - ITEMS == calls * WORD ? calls : 1;
  }

  /**
   * Returns what data costs before it is executed.
   *
   * <p><b>Source:</b> EIP-2028: 4 for a zero byte, 16 for any other.
   *
   * @param data hexadecimal digits, with or without 0x before them
   */
  static long dataGas(String data) {
    String digits = data.startsWith("0x") ? data.substring(2) : data;
    long gas = 0;
    for (int i = 0; i + 1 < digits.length(); i += 2) {
      gas += digits.startsWith("00", i) ? ZERO_BYTE_GAS : BYTE_GAS;
    }
    return gas;
  }
}
