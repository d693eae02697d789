package dev.loadstone.engine.evm;

import dev.loadstone.core.plan.EvmBlocks;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.jsonrpc.JsonRpcOperation;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.UserValues;
import dev.loadstone.engine.websocket.WebSocketClient;

/** A watch of blocks, compiled. Immutable. */
public final class BlocksOperation implements ActivityOperation {
  private final int number;
  private final EvmBlocks step;
  private final JsonRpcOperation newest;
  private final HttpOperation opening;

  private BlocksOperation(
      int number, EvmBlocks step, JsonRpcOperation newest, HttpOperation opening) {
    this.number = number;
    this.step = step;
    this.newest = newest;
    this.opening = opening;
  }

  /**
   * Compiles a step.
   *
   * @param number of the operation, for recorders
   */
  public static BlocksOperation of(int number, EvmBlocks step, Plan plan, Names names) {
    EvmCalls make = new EvmCalls(number, step.request(), plan, names);
    return new BlocksOperation(
        number,
        step,
        make.call("eth_blockNumber", "[]"),
        WebSocketClient.opening(number, step.request(), plan, names));
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public EvmBlocks step() {
    return step;
  }

  /** Returns where the node is. */
  public Origin origin() {
    return newest.origin();
  }

  /** Returns the call that asks for the newest block's number. */
  JsonRpcOperation newest() {
    return newest;
  }

  /** Returns what opens the WebSocket on which the node tells of blocks. */
  HttpOperation opening() {
    return opening;
  }

  @Override
  public Activity newActivity(
      ActivityContext context, UserValues values, Activity.Listener listener) {
    return switch (step.source()) {
      case POLL -> new BlocksActivity(context, values, listener, this);
      case SUBSCRIPTION -> new HeadsActivity(context, values, listener, this);
    };
  }
}
