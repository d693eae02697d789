package dev.loadstone.engine.evm;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The nonces of one account: which is sent next, which are signed already. Signatures come in any
 * order; those of before the last resynchronisation are thrown away. Not thread-safe.
 */
final class Nonces {
  private final PriorityQueue<SignedTransaction> ready =
      new PriorityQueue<>(Comparator.comparingLong(SignedTransaction::nonce));
  private boolean known;
  private long toSend;
  private long toSign;
  private int epoch;

  /** Returns whether the chain was asked for the nonce since it was last unknown. */
  boolean areKnown() {
    return known;
  }

  /** Begins anew with what the chain says. */
  void begin(long next) {
    forget();
    known = true;
    toSend = next;
    toSign = next;
  }

  /** Throws everything away: the chain must be asked again. */
  void forget() {
    known = false;
    ready.clear();
    epoch++;
  }

  /** Throws away what is signed but not sent, so that the same nonces are signed again. */
  void rewind() {
    ready.clear();
    toSign = toSend;
    epoch++;
  }

  /** Returns a number that changes whenever signatures lose their worth. */
  int epoch() {
    return epoch;
  }

  /** Returns how many more transactions are to be signed for so many to lie ahead. */
  int wanted(int ahead) {
    return (int) Math.max(0, toSend + ahead - toSign);
  }

  /** Returns the nonce that is signed next, and goes on to the one behind it. */
  long sign() {
    return toSign++;
  }

  /** Takes what was signed. */
  void add(SignedTransaction signed) {
    ready.add(signed);
  }

  /** Takes out the transaction that is sent next; null if it is not signed yet. */
  @Nullable SignedTransaction poll() {
    SignedTransaction first = ready.peek();
    if (first == null || first.nonce() != toSend) {
      return null;
    }
    toSend++;
    return ready.poll();
  }
}
