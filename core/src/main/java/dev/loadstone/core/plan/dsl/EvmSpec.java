package dev.loadstone.core.plan.dsl;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A transaction on an EVM chain, or a watch of its blocks. Immutable. */
public final class EvmSpec extends StepSpec {
  private final Keys keys;
  private final String inside;
  private final Keys inner;

  EvmSpec(Keys keys, String inside, Keys inner) {
    this.keys = keys;
    this.inside = inside;
    this.inner = inner;
  }

  private EvmSpec inner(String key, Object value) {
    return new EvmSpec(keys, inside, inner.with(key, value));
  }

  private EvmSpec outer(String key, Object value) {
    return new EvmSpec(keys.with(key, value), inside, inner);
  }

  /** Returns the step with a name, its {@code step} tag. */
  public EvmSpec name(String name) {
    return outer("name", name);
  }

  /** Returns the step on one of several targets. */
  public EvmSpec on(String target) {
    return outer("on", target);
  }

  /** Returns the step with another limit for the whole operation. */
  public EvmSpec timeout(Duration total) {
    return outer("timeout", Keys.text(total));
  }

  /** Returns the step with the response time within which it counts as goodput. */
  public EvmSpec slo(Duration responseTime) {
    return outer("slo", Keys.text(responseTime));
  }

  /** Returns the step as one whose failure does not end the iteration. */
  public EvmSpec continueOnFailure() {
    return outer("onFailure", "continue");
  }

  /** Returns the transaction signed by accounts derived from words, the first of number 0. */
  public EvmSpec mnemonic(String words, int count) {
    return inner("accounts", Keys.NONE.with("mnemonic", words).with("count", count).values());
  }

  /** Returns the transaction signed by accounts of private keys. */
  public EvmSpec keys(String... privateKeys) {
    return inner("accounts", Keys.NONE.with("keys", List.of(privateKeys)).values());
  }

  /** Returns the transaction to an address. */
  public EvmSpec to(String address) {
    return inner("to", address);
  }

  /** Returns the transaction with a number of wei. */
  public EvmSpec value(String wei) {
    return inner("value", wei);
  }

  /** Returns the transaction with data in hexadecimal. */
  public EvmSpec data(String hex) {
    return inner("data", hex);
  }

  /** Returns the transaction with a gas limit instead of the node's estimate. */
  public EvmSpec gas(long limit) {
    return inner("gas", limit);
  }

  /** Returns the transaction with the most wei for a unit of gas. */
  public EvmSpec gasPrice(BigInteger wei) {
    return inner("gasPrice", wei.toString());
  }

  /** Returns the transaction as one without a priority fee. */
  public EvmSpec legacy() {
    return inner("type", "legacy");
  }

  /** Returns the transaction with a number that is signed before it is needed. */
  public EvmSpec ahead(int transactions) {
    return inner("ahead", transactions);
  }

  /** Returns the transaction with how often its receipt is asked for. */
  public EvmSpec receipt(Duration poll) {
    return inner("receipt", Keys.text(poll));
  }

  /** Returns the transaction as one that ends with its submission. */
  public EvmSpec withoutReceipt() {
    return inner("receipt", "none");
  }

  /** Returns the transaction as one of which the blocks until its inclusion are counted. */
  public EvmSpec countingBlocks() {
    return inner("countBlocks", true);
  }

  /** Returns the watch with how often the newest block's number is asked for. */
  public EvmSpec poll(Duration interval) {
    return inner("poll", Keys.text(interval));
  }

  /** Returns the watch as one that is told of blocks over a WebSocket, rather than asks. */
  public EvmSpec subscribed() {
    return inner("by", "subscription");
  }

  /** Returns the watch with the interval that blocks should have, and how far they may be off. */
  public EvmSpec blockTime(Duration interval, Duration tolerance) {
    return inner("blockTime", Keys.text(interval)).inner("tolerance", Keys.text(tolerance));
  }

  @Override
  Map<String, Object> values() {
    return keys.with(inside, inner.values()).values();
  }
}
