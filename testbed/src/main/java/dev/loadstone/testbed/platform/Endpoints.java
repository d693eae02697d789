package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.route.Route;
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
    all.putAll(GrpcAgent.endpoints());
    return Map.copyOf(all);
  }

  /** Returns what answers message by message on the routes that stream both ways. */
  public static Map<Route, Talk> talks() {
    return GrpcAgent.talks();
  }
}
