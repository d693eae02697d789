package dev.loadstone.testbed.agentkit;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * A lending market of one asset: what somebody supplies is the security for what they borrow.
 * Thread-safe.
 */
public final class Lending {
  /** How much of what was supplied may be borrowed, and below which debts are liquidated: 4/5. */
  private static final BigInteger PARTS = BigInteger.valueOf(4);

  private static final BigInteger OF = BigInteger.valueOf(5);
  private static final int ACCOUNTS_MAX = 100_000;

  private final Map<String, Account> accounts = new Bounded<>(ACCOUNTS_MAX);

  /** What is done with an account. */
  public enum Action {
    /** Puts in. */
    SUPPLY,
    /** Takes out. */
    WITHDRAW,
    /** Borrows. */
    BORROW,
    /** Pays back, at most what is owed. */
    REPAY
  }

  /**
   * Somebody's account.
   *
   * @param supplied at least 0
   * @param debt at least 0, and at most four fifths of it
   */
  public record Account(BigInteger supplied, BigInteger debt) {
    static final Account EMPTY = new Account(BigInteger.ZERO, BigInteger.ZERO);

    /** Returns how much could be owed. */
    public BigInteger limit() {
      return supplied.multiply(PARTS).divide(OF);
    }

    private boolean isSound() {
      return supplied.signum() >= 0 && debt.compareTo(limit()) <= 0;
    }

    private Account after(Action action, BigInteger amount) {
      return switch (action) {
        case SUPPLY -> new Account(supplied.add(amount), debt);
        case WITHDRAW -> new Account(supplied.subtract(amount), debt);
        case BORROW -> new Account(supplied, debt.add(amount));
        case REPAY -> new Account(supplied, debt.subtract(amount.min(debt)));
      };
    }
  }

  /** Returns somebody's account. */
  public synchronized Account account(String user) {
    return accounts.getOrDefault(user, Account.EMPTY);
  }

  /** Does something with an account; empty if that would leave it without enough security. */
  public synchronized Optional<Account> act(String user, Action action, BigInteger amount) {
    Account after = account(user).after(action, amount);
    if (!after.isSound()) {
      return Optional.empty();
    }
    accounts.put(user, after);
    return Optional.of(after);
  }
}
