package dev.loadstone.testbed.chain;

import dev.loadstone.testbed.truth.ChainTruth;
import dev.loadstone.testbed.truth.SplitMix64;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A chain with accounts, a mempool and blocks. Thread-safe.
 *
 * <p>Invariant: {@link #advance} has made up all blocks whose instants are past before anything
 * else looks or changes, so that what a block takes depends on the instants of acceptance alone.
 */
public final class Chain {
  /** The number of the testbed's chain: that of a test network with blocks of 400 ms. */
  public static final long ID = 1328;

  /** Wei for a unit of gas. */
  public static final BigInteger GAS_PRICE = BigInteger.valueOf(1_000_000_000);

  /** What every account has at first, in wei: 10,000 units of 10¹⁸. */
  static final BigInteger FIRST_BALANCE = BigInteger.TEN.pow(22);

  /** How far ahead of an account's next one a nonce may be. */
  private static final long NONCES_AHEAD_MAX = 10_000;

  private static final int BLOCK = 1;
  private static final int INCLUSION = 2;
  private static final int CONFLICT = 3;
  private static final int REVERT = 4;
  private static final int EXECUTION = 5;

  private final ChainTruth truth;
  private final long key;
  private final LongSupplier ticker;
  private final long originNanos;
  private final List<Long> blockNanos = new ArrayList<>();
  private final List<Integer> blockTransactions = new ArrayList<>();
  private final List<Waiting> mempool = new ArrayList<>();
  private final Map<String, Map<Long, String>> pending = new HashMap<>();
  private final Map<String, Long> nonces = new HashMap<>();
  private final Map<String, BigInteger> balances = new HashMap<>();
  private final Map<String, Receipt> receipts = new HashMap<>();
  private ChainRecorder recorder = new ChainRecorder(0, 0);
  private long nextBlockNanos;
  private long accepted;

  /** A transaction in the mempool. */
  private record Waiting(
      ChainTransaction transaction, long number, long acceptedNanos, long dueNanos) {}

  /**
   * Creates a chain whose block 0 is made now.
   *
   * @param ticker the time in nanoseconds
   */
  public Chain(long seed, ChainTruth truth, LongSupplier ticker) {
    this.truth = truth;
    this.key = SplitMix64.key(seed, "chain");
    this.ticker = ticker;
    originNanos = ticker.getAsLong();
    nextBlockNanos = originNanos + interval(1);
  }

  private long interval(long block) {
    return Math.max(1_000_000, truth.block().drawNanos(SplitMix64.stream(key, block, BLOCK)));
  }

  private boolean draws(double share, long number, int purpose) {
    return SplitMix64.stream(key, number, purpose).nextDouble() < share;
  }

  private void advance() {
    long now = ticker.getAsLong();
    while (nextBlockNanos <= now) {
      make(nextBlockNanos);
      nextBlockNanos += interval(blockNanos.size() + 1L);
    }
  }

  /** Makes a block of what waits, in the order of acceptance. */
  private void make(long atNanos) {
    blockNanos.add(atNanos - originNanos);
    Set<String> touched = new HashSet<>();
    Execution execution = new Execution(truth.lanes(), lengthOf(atNanos));
    long gas = 0;
    int index = 0;
    boolean again = true;
    while (again) { // a nonce that came too early may follow the one it waited for
      again = false;
      for (Iterator<Waiting> all = mempool.iterator(); all.hasNext(); ) {
        Waiting next = all.next();
        long nanos = executionNanos(next.number);
        if (!isReady(next, atNanos, gas)
            || !execution.fits(next.transaction.to(), nanos)
            || isPutOff(next, touched)) {
          continue;
        }
        execution.take(next.transaction.to(), nanos);
        all.remove();
        include(next, index++, atNanos);
        gas += gasUsed(next.transaction);
        again = true;
      }
    }
    blockTransactions.add(index);
  }

  /** Returns the time since the block before one that is about to be made. */
  private long lengthOf(long atNanos) {
    int before = blockNanos.size() - 2;
    return atNanos - originNanos - (before < 0 ? 0 : blockNanos.get(before));
  }

  private long executionNanos(long number) {
    return truth.execution().drawNanos(SplitMix64.stream(key, number, EXECUTION));
  }

  /** Returns the gas that a transaction uses. */
  long gasUsed(ChainTransaction transaction) {
    return ChainTransaction.gasUsed(transaction.dataGas(), transaction.calls(), truth.callGas());
  }

  private boolean isReady(Waiting next, long atNanos, long gas) {
    return next.dueNanos <= atNanos
        && next.transaction.nonce() == nonce(next.transaction.from())
        && gas + gasUsed(next.transaction) <= truth.blockGas();
  }

  /** Returns whether a transaction conflicts with one of the same block and has to wait. */
  private boolean isPutOff(Waiting next, Set<String> touched) {
    String to = next.transaction.to();
    if (to == null || touched.add(to)) {
      return false;
    }
    String once = next.number + "/" + blockNanos.size();
    if (!touched.add(once)) {
      return true; // looked at before in this block, and put off
    }
    long draw = next.number * 1_000_003 + blockNanos.size();
    boolean waits = draws(truth.conflictDelays(), draw, CONFLICT);
    recorder.conflicted(next.number, waits);
    return waits;
  }

  private void include(Waiting waiting, int index, long atNanos) {
    ChainTransaction done = waiting.transaction;
    boolean reverts = draws(truth.reverts(), waiting.number, REVERT);
    BigInteger fee = GAS_PRICE.multiply(BigInteger.valueOf(gasUsed(done)));
    balances.put(done.from(), balanceOf(done.from()).subtract(fee));
    if (!reverts && done.to() != null) {
      balances.put(done.from(), balanceOf(done.from()).subtract(done.value()));
      balances.put(done.to(), balanceOf(done.to()).add(done.value()));
    }
    nonces.put(done.from(), done.nonce() + 1);
    receipts.put(done.hash(), new Receipt(done, blockNanos.size(), index, reverts));
    recorder.included(waiting.number, atNanos - waiting.acceptedNanos, gasUsed(done), reverts);
    Map<Long, String> own = pending.get(done.from());
    if (own != null) {
      own.remove(done.nonce());
    }
  }

  private BigInteger balanceOf(String account) {
    return balances.getOrDefault(account, FIRST_BALANCE);
  }

  private long nonce(String account) {
    return nonces.getOrDefault(account, 0L);
  }

  /**
   * Takes a transaction into the mempool.
   *
   * @throws RejectedException if it must not be there, in the words of go-ethereum's pool
   */
  public synchronized void submit(ChainTransaction transaction) throws RejectedException {
    advance();
    String wrong = wrong(transaction);
    if (!wrong.isEmpty()) {
      recorder.rejected(wrong);
      throw new RejectedException(wrong);
    }
    long now = ticker.getAsLong();
    long number = accepted++;
    long wait = truth.inclusion().drawNanos(SplitMix64.stream(key, number, INCLUSION));
    mempool.add(new Waiting(transaction, number, now, now + wait));
    recorder.accepted(transaction, now);
    pending
        .computeIfAbsent(transaction.from(), any -> new HashMap<>())
        .put(transaction.nonce(), transaction.hash());
  }

  private String wrong(ChainTransaction offered) {
    Map<Long, String> own = pending.getOrDefault(offered.from(), Map.of());
    BigInteger cost =
        offered.value().add(offered.feeMax().multiply(BigInteger.valueOf(offered.gasLimit())));
    if (offered.chainId() != ID) {
      return "invalid chain id for signer";
    } else if (offered.hash().equals(own.get(offered.nonce()))) {
      return "already known";
    } else if (offered.nonce() < nonce(offered.from())) {
      return "nonce too low";
    } else if (offered.nonce() > nonce(offered.from()) + NONCES_AHEAD_MAX) {
      return "nonce too high";
    } else if (own.containsKey(offered.nonce())) {
      return "replacement transaction underpriced";
    } else if (offered.feeMax().compareTo(GAS_PRICE) < 0) {
      return "transaction underpriced";
    } else if (offered.gasLimit() > truth.blockGas()) {
      return "exceeds block gas limit";
    } else if (offered.gasLimit() < gasUsed(offered)) {
      return "intrinsic gas too low";
    } else if (balanceOf(offered.from()).compareTo(cost) < 0) {
      return "insufficient funds for gas * price + value";
    }
    return "";
  }

  /** Counts an element of a request. */
  public synchronized void called(String method, boolean notification) {
    recorder.called(method, notification);
  }

  /** Returns the number of the newest block, from 0. */
  public synchronized long blockNumber() {
    advance();
    return blockNanos.size();
  }

  /**
   * Returns how many transactions a block has.
   *
   * @param number from 1 to the newest block's
   */
  public synchronized int transactions(long number) {
    advance();
    return blockTransactions.get(Math.toIntExact(number - 1));
  }

  /**
   * Returns when a block was made, in nanoseconds from the chain's beginning.
   *
   * @param number from 0 to the newest block's
   */
  public synchronized long madeNanos(long number) {
    advance();
    return number == 0 ? 0 : blockNanos.get(Math.toIntExact(number - 1));
  }

  /** Returns when the next block will be made, on the chain's ticker, in nanoseconds. */
  public synchronized long nextBlockNanos() {
    advance();
    return nextBlockNanos;
  }

  /** Returns when a block was made, on the chain's ticker, in nanoseconds. */
  public long instant(long number) {
    return originNanos + madeNanos(number);
  }

  /**
   * Returns the nonce of an account's next transaction.
   *
   * @param withPending whether those in the mempool that follow each other count
   */
  public synchronized long nextNonce(String account, boolean withPending) {
    advance();
    long next = nonce(account);
    Map<Long, String> own = pending.getOrDefault(account, Map.of());
    while (withPending && own.containsKey(next)) {
      next++;
    }
    return next;
  }

  /** Returns what an account has, in wei. */
  public synchronized BigInteger balance(String account) {
    advance();
    return balanceOf(account);
  }

  /** Returns the receipt of a transaction that a block has taken. */
  public synchronized Optional<Receipt> receipt(String hash) {
    advance();
    Receipt receipt = receipts.get(hash);
    if (receipt != null) {
      recorder.told(hash, ticker.getAsLong());
    }
    return Optional.ofNullable(receipt);
  }

  /** Returns the estimate of a transaction's gas. */
  public long estimate(long dataGas, int calls) {
    long used = ChainTransaction.gasUsed(dataGas, calls, truth.callGas());
    return Math.round(used * truth.estimateFactor());
  }

  /** Returns the gas that a block holds. */
  public long blockGas() {
    return truth.blockGas();
  }

  /** Returns what was done since the ledger was begun. */
  public synchronized ChainLedger ledger() {
    advance();
    return recorder.ledger(blockNanos);
  }

  /** Begins a new ledger; the chain itself goes on. */
  public synchronized void resetLedger() {
    advance();
    recorder = new ChainRecorder(accepted, blockNanos.size());
  }
}
