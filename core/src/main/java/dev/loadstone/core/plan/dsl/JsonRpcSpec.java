package dev.loadstone.core.plan.dsl;

import java.util.List;

/** A call, or a batch of calls, of JSON-RPC 2.0 over HTTP. Immutable. */
public final class JsonRpcSpec extends RequestSpec<JsonRpcSpec> {
  JsonRpcSpec(Keys keys) {
    super(keys);
  }

  @Override
  JsonRpcSpec with(Keys others) {
    return new JsonRpcSpec(others);
  }

  /** Returns the call with parameters: a list or a map, as {@link #json} takes them. */
  public JsonRpcSpec params(Object params) {
    return with("params", params);
  }

  /** Returns the call as one that must not be answered. */
  public JsonRpcSpec notification() {
    return with("notification", true);
  }

  /** Returns the batch with one more call. */
  public JsonRpcSpec and(String method, Object params) {
    Keys element = Keys.NONE.with("method", method).with("params", params);
    return with(keys().adding("batch", List.of(element.values())));
  }

  /** Returns the batch with one more call without parameters. */
  public JsonRpcSpec and(String method) {
    return with(keys().adding("batch", List.of(Keys.NONE.with("method", method).values())));
  }

  /** Returns the batch with one more call, without parameters, that must not be answered. */
  public JsonRpcSpec andNotify(String method) {
    Keys element = Keys.NONE.with("method", method).with("notification", true);
    return with(keys().adding("batch", List.of(element.values())));
  }
}
