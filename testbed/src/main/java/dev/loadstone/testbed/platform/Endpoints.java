package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.chain.RpcNode;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.station.Ticker;
import java.util.HashMap;
import java.util.Map;

/** All endpoints with the routes that they answer. */
public final class Endpoints {
  private Endpoints() {}

  /**
   * Returns the endpoint of every served route.
   *
   * @param ticker for what goes on between requests
   */
  public static Map<Route, Endpoint> all(Ticker ticker) {
    Map<Route, Endpoint> all = new HashMap<>(AgentPlatform.endpoints());
    all.putAll(AgentTools.endpoints());
    all.putAll(GeneralRoutes.endpoints());
    all.putAll(Models.endpoints());
    all.putAll(AgUiAgent.endpoints());
    all.putAll(TradingComponents.endpoints());
    all.putAll(WorkflowAgents.endpoints());
    all.putAll(GrpcAgent.endpoints());
    all.put(Routes.RPC, call -> Answer.json(200, RpcNode.answer(call.chain(), call.body())));
    all.putAll(SocketRoutes.endpoints());
    all.putAll(MeshRoutes.endpoints());
    all.putAll(MarketRoutes.endpoints());
    all.putAll(ExchangeRoutes.endpoints());
    all.putAll(LendingRoutes.endpoints());
    all.putAll(MemoryRoutes.endpoints());
    all.putAll(new McpServer().endpoints());
    all.putAll(new A2aAgent(ticker).endpoints());
    return Map.copyOf(all);
  }

  /** Returns what answers message by message on the routes that stream both ways. */
  public static Map<Route, Talk> talks() {
    return GrpcAgent.talks();
  }
}
