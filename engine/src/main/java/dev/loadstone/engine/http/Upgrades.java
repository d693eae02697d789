package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;

/**
 * Hands over connections of one event loop whose servers have switched protocols, and has the
 * places in which all of them write. Not thread-safe.
 */
final class Upgrades {
  private final Bytes start = new Bytes();
  private final Bytes rest = new Bytes();

  /** The server has switched protocols, and a connection was handed over: its exchange is over. */
  void handedOver(Exchange exchange, HttpConnection connection, long now) {
    exchange.statusIs(connection.response().status());
    connection.giveReader();
    exchange.holds(null);
    exchange.responseTime(now - exchange.intendedNanos());
  }

  Bytes start() {
    return start;
  }

  Bytes rest() {
    return rest;
  }
}
