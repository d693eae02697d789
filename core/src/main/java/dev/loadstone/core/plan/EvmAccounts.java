package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.util.List;

/** Accounts of an EVM chain whose private keys are known. Never told in messages. */
public sealed interface EvmAccounts {
  /**
   * Private keys.
   *
   * @param keys 64 hexadecimal digits each, with or without 0x before them; at least one
   */
  record Keys(List<Template> keys) implements EvmAccounts {
    /** Copies the keys. */
    public Keys {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Keys that are derived from words.
   *
   * <p><b>Source:</b> BIP-39 (words), BIP-32 (derivation), BIP-44 with coin type 60: the accounts
   * m/44'/60'/0'/0/<i>i</i>, as wallets and test nodes number them.
   *
   * @param words 12, 15, 18, 21 or 24 of the English list
   * @param first number of the first account
   * @param count how many accounts, at least 1
   */
  record Mnemonic(Template words, int first, int count) implements EvmAccounts {}
}
