package dev.loadstone.engine.evm;

import dev.loadstone.core.plan.EvmTransaction;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.jsonrpc.JsonRpcOperation;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.util.Optional;

/** A transaction, compiled. Immutable. */
public final class TransactionOperation implements ActivityOperation {
  private final int number;
  private final EvmTransaction step;
  private final Wallet wallet;
  private final Origin origin;
  private final Optional<TextTemplate> to;
  private final TextTemplate value;
  private final TextTemplate data;
  private final Calls calls;
  private final Slots slots;

  /** The calls in the order in which they are needed. */
  record Calls(
      JsonRpcOperation chainId,
      JsonRpcOperation gasPrice,
      JsonRpcOperation nonce,
      JsonRpcOperation estimate,
      JsonRpcOperation head,
      JsonRpcOperation send,
      JsonRpcOperation receipt) {}

  /** Where the user has what calls say. */
  record Slots(int address, int to, int value, int data, int raw, int hash) {}

  private TransactionOperation(
      int number, EvmTransaction step, Wallet wallet, EvmCalls make, Names names) {
    this.number = number;
    this.step = step;
    this.wallet = wallet;
    to = step.to().map(template -> TextTemplate.of(template, names));
    value = TextTemplate.of(step.value(), names);
    data = TextTemplate.of(step.data(), names);
    String target = step.to().isEmpty() ? "" : "\"to\":\"?to\",";
    calls =
        new Calls(
            make.call("eth_chainId", "[]"),
            make.call("eth_gasPrice", "[]"),
            make.call("eth_getTransactionCount", "[\"?address\",\"pending\"]"),
            make.call(
                "eth_estimateGas",
                "[{\"from\":\"?address\"," + target + "\"value\":\"?value\",\"data\":\"?data\"}]"),
            make.call("eth_blockNumber", "[]"),
            make.call("eth_sendRawTransaction", "[\"?raw\"]"),
            make.call("eth_getTransactionReceipt", "[\"?hash\"]"));
    slots =
        new Slots(
            make.slot("address"),
            make.slot("to"),
            make.slot("value"),
            make.slot("data"),
            make.slot("raw"),
            make.slot("hash"));
    origin = calls.send.origin();
  }

  /**
   * Compiles a step.
   *
   * @param number of the operation, for recorders
   * @param wallet of the step's accounts
   */
  public static TransactionOperation of(
      int number, EvmTransaction step, Wallet wallet, Plan plan, Names names) {
    return new TransactionOperation(
        number, step, wallet, new EvmCalls(number, step.request(), plan, names), names);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public EvmTransaction step() {
    return step;
  }

  /** Transactions by the same accounts share one account of a user, with its nonces. */
  @Override
  public Object owner() {
    return wallet;
  }

  /** Returns where the node is. */
  public Origin origin() {
    return origin;
  }

  Wallet wallet() {
    return wallet;
  }

  Calls calls() {
    return calls;
  }

  Slots slots() {
    return slots;
  }

  String to(UserValues values) {
    return to.map(template -> text(template, values)).orElse("");
  }

  String value(UserValues values) {
    return text(value, values);
  }

  String data(UserValues values) {
    return text(data, values);
  }

  private static String text(TextTemplate template, UserValues values) {
    Bytes text = new Bytes();
    template.write(values, text);
    return text.text();
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return new TransactionActivity(this, context, values, listener);
  }
}
