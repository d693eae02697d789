package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The connections of one event loop that are to be handed over, which have limits of their own, and
 * the places in which all of them write. Not thread-safe.
 */
final class Upgrades {
  private final Map<Origin, ConnectionPool> pools = new HashMap<>();
  private final Function<Origin, ConnectionPool> newPool;
  private final Bytes start = new Bytes();
  private final Bytes rest = new Bytes();

  /**
   * Creates them, none of them open.
   *
   * @param newPool makes the pool of an origin
   */
  Upgrades(Function<Origin, ConnectionPool> newPool) {
    this.newPool = newPool;
  }

  ConnectionPool pool(Origin origin) {
    return pools.computeIfAbsent(origin, newPool);
  }

  Collection<ConnectionPool> pools() {
    return pools.values();
  }

  /** The server has switched protocols, and a connection was handed over. */
  void handedOver(Exchange exchange, HttpConnection connection, long now) {
    exchange.statusIs(connection.response().status());
    connection.giveReader();
    exchange.holds(null);
    exchange.responseTime(now - exchange.intendedNanos());
    exchange.finish(now);
  }

  Bytes start() {
    return start;
  }

  Bytes rest() {
    return rest;
  }
}
