package dev.loadstone.engine.evm;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.EvmAccounts;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.MnemonicUtils;

/**
 * The accounts of a plan. Each is lent to one virtual user at a time, so that nobody else uses its
 * nonces. Thread-safe.
 */
public final class Wallet {
  private static final int HARDENED = 0x8000_0000;

  /** m/44'/60'/0'/0. */
  private static final int[] PATH = {44 | HARDENED, 60 | HARDENED, HARDENED, 0};

  private static final long IDLE_SECONDS = 5;

  private final Deque<Credentials> free;
  private final int size;
  private final ThreadPoolExecutor signers;

  private Wallet(List<Credentials> accounts) {
    free = new ArrayDeque<>(accounts);
    size = accounts.size();
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    signers =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> Thread.ofPlatform().daemon().name("evm-signer").unstarted(task));
    signers.allowCoreThreadTimeOut(true);
  }

  /**
   * Makes the accounts of a plan ready; derives their keys, which takes milliseconds for each.
   *
   * @throws IllegalArgumentException if a key or the words cannot be; it does not tell them
   */
  public static Wallet of(EvmAccounts accounts, Names names) {
    return new Wallet(
        switch (accounts) {
          case EvmAccounts.Keys keys ->
              keys.keys().stream().map(key -> ofKey(text(key, names))).toList();
          case EvmAccounts.Mnemonic words -> derived(words, text(words.words(), names));
        });
  }

  private static String text(Template template, Names names) {
    Bytes text = new Bytes();
    TextTemplate.of(template, names).write(new UserValues(0, 0, List.of(), 0), text);
    return text.text().strip();
  }

  private static Credentials ofKey(String key) {
    String digits = key.startsWith("0x") ? key.substring(2) : key;
    if (!digits.matches("[0-9a-fA-F]{64}") || new BigInteger(digits, 16).signum() == 0) {
      throw new IllegalArgumentException(
          "a private key of the plan's accounts is not 64 hexadecimal digits");
    }
    return Credentials.create(digits);
  }

  private static List<Credentials> derived(EvmAccounts.Mnemonic accounts, String words) {
    String single = String.join(" ", words.split("\\s+", -1));
    if (!MnemonicUtils.validateMnemonic(single)) {
      throw new IllegalArgumentException(
          "the mnemonic of the plan's accounts is none: a word is not of the list, or the checksum"
              + " is wrong");
    }
    Bip32ECKeyPair parent =
        Bip32ECKeyPair.deriveKeyPair(
            Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(single, "")), PATH);
    List<Credentials> derived = new ArrayList<>();
    for (int i = 0; i < accounts.count(); i++) {
      derived.add(
          Credentials.create(
              Bip32ECKeyPair.deriveKeyPair(parent, new int[] {accounts.first() + i})));
    }
    return derived;
  }

  /** Returns how many accounts there are. */
  public int size() {
    return size;
  }

  /** Lends an account; null if all are lent. */
  synchronized @Nullable Credentials lend() {
    return free.poll();
  }

  /** Takes an account back. */
  synchronized void giveBack(Credentials account) {
    free.add(account);
  }

  /** Returns the threads that sign. */
  Executor signers() {
    return signers;
  }
}
