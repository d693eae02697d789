package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import java.util.Map;
import java.util.stream.Collectors;

/** What routes that speak WebSocket say to those who do not. */
final class SocketRoutes {
  private static final int UPGRADE_REQUIRED = 426;

  private SocketRoutes() {}

  static Map<Route, Endpoint> endpoints() {
    Endpoint refusing =
        call ->
            Answer.error(
                    UPGRADE_REQUIRED, "upgrade_required", "this route speaks WebSocket (RFC 6455)")
                .with("Upgrade", "websocket");
    return Routes.SOCKETS.stream().collect(Collectors.toMap(route -> route, any -> refusing));
  }
}
