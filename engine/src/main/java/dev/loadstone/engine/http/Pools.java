package dev.loadstone.engine.http;

import dev.loadstone.engine.http.ConnectionPool.Use;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pools of connections of one event loop. Not thread-safe. */
final class Pools {
  private final HttpEnvironment environment;
  private final Sockets sockets;
  private final Map<ConnectionPool.Key, ConnectionPool> pools = new HashMap<>();
  private @Nullable ConnectionPool last;

  Pools(HttpEnvironment environment, Sockets sockets) {
    this.environment = environment;
    this.sockets = sockets;
  }

  /** Returns the pool of the connections that can carry an exchange. */
  ConnectionPool of(Exchange exchange) {
    Exchange.Route route = exchange.route();
    Origin origin = route == null ? exchange.origin() : route.origin();
    Use use = use(exchange);
    ConnectionPool before = last;
    if (before != null && before.use() == use && before.origin().equals(origin)) {
      return before;
    }
    ConnectionPool pool = pools.computeIfAbsent(new ConnectionPool.Key(origin, use), this::create);
    last = pool;
    return pool;
  }

  private static Use use(Exchange exchange) {
    if (exchange.upgrade() != null) {
      return Use.UPGRADES;
    }
    return exchange.operation().isHttp2Only() ? Use.HTTP_2 : Use.REQUESTS;
  }

  private ConnectionPool create(ConnectionPool.Key key) {
    ConnectionPool created = new ConnectionPool(key, environment.connectionsMax());
    created.resolved(sockets.reachable(environment.resolver().known(key.origin())));
    created.multiple(isMultiple(key));
    return created;
  }

  private boolean isMultiple(ConnectionPool.Key key) {
    return switch (key.use()) {
      case UPGRADES -> false;
      case HTTP_2 -> true;
      case REQUESTS -> isMultiple(key.origin());
    };
  }

  private boolean isMultiple(Origin origin) {
    return switch (environment.settings().protocol().version()) {
      case HTTP_1_1 -> environment.settings().protocol().pipelining() > 1;
      case HTTP_2 -> true;
      case AUTO -> origin.tls();
    };
  }

  /** Takes an exchange off all queues for a connection. */
  void forget(Exchange exchange) {
    pools.values().forEach(pool -> pool.forget(exchange));
  }

  void closeIdle() {
    pools.values().forEach(ConnectionPool::closeIdle);
  }
}
