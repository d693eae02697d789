package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.chain.RpcNode;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.util.HashMap;
import java.util.Map;

/** All endpoints with the routes that they answer. */
public final class Endpoints {
  private Endpoints() {}

  /** Returns the endpoint of every served route. */
  public static Map<Route, Endpoint> all() {
    Map<Route, Endpoint> all = new HashMap<>(AgentPlatform.endpoints());
    all.putAll(GeneralRoutes.endpoints());
    all.putAll(Models.endpoints());
    all.putAll(AgUiAgent.endpoints());
    all.put(Routes.RPC, call -> Answer.json(200, RpcNode.answer(call.chain(), call.body())));
    return Map.copyOf(all);
  }
}
