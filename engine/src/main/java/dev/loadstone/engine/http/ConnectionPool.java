package dev.loadstone.engine.http;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one origin: idle ones, the one used last first, and who
 * waits for one. Not thread-safe.
 */
final class ConnectionPool {
  private final Key key;
  private final byte[] authority;
  private final int max;
  private final HpackField authorityField;
  private final Deque<MultiConnection> roomy = new ArrayDeque<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private final Dials dials = new Dials();
  private List<InetSocketAddress> addresses = List.of();
  private boolean multiple;
  private int open;

  /** What connections are for. */
  enum Use {
    /** Requests, over the version of HTTP that the plan says. */
    REQUESTS,
    /** Requests over HTTP/2, whatever the plan says. */
    HTTP_2,
    /** To be handed over when the server has switched to another protocol. */
    UPGRADES
  }

  /**
   * What tells pools apart.
   *
   * @param origin where connections lead
   * @param use what they are for
   */
  record Key(Origin origin, Use use) {}

  /**
   * Creates an empty pool.
   *
   * @param max how many connections may be open at once
   */
  ConnectionPool(Key key, int max) {
    this.key = key;
    this.max = max;
    this.authorityField = new HpackField(":authority", key.origin.authority());
    this.authority = key.origin.authority().getBytes(StandardCharsets.US_ASCII);
  }

  Origin origin() {
    return key.origin;
  }

  Use use() {
    return key.use;
  }

  byte[] authority() {
    return authority;
  }

  HpackField authorityField() {
    return authorityField;
  }

  /** Returns whether its connections carry several exchanges at once. */
  boolean isMultiple() {
    return multiple;
  }

  void multiple(boolean now) {
    multiple = now;
  }

  /** Returns the connection that was used last of those that take one more exchange. */
  @Nullable MultiConnection withRoom() {
    MultiConnection first = roomy.peekFirst();
    while (first != null && !first.hasRoom()) {
      roomy.removeFirst().offered(false);
      first = roomy.peekFirst();
    }
    return first;
  }

  /** Remembers a connection that has room. */
  void offer(MultiConnection connection) {
    if (!connection.isOffered() && connection.hasRoom()) {
      connection.offered(true);
      roomy.addFirst(connection);
    }
  }

  @Nullable MultiConnection takeRoomy() {
    return roomy.pollFirst();
  }

  List<InetSocketAddress> addresses() {
    return addresses;
  }

  void resolved(List<InetSocketAddress> found) {
    addresses = found;
  }

  boolean hasRoom() {
    return open < max;
  }

  void opened() {
    open++;
  }

  void closed(Connection connection) {
    open--;
    idle.remove(connection);
    if (connection instanceof HttpConnection single && single.phase() == Watch.Phase.CONNECTING) {
      dials.ended(single);
    }
  }

  @Nullable Connection takeIdle() {
    return idle.pollFirst();
  }

  @Nullable Connection takeOldestIdle() {
    return idle.pollLast();
  }

  /** Closes all connections that carry nothing. */
  void closeIdle() {
    for (Connection next = takeIdle(); next != null; next = takeIdle()) {
      next.close();
    }
    dials.closeSpare();
    for (MultiConnection next = takeRoomy(); next != null; next = takeRoomy()) {
      next.close();
    }
  }

  void removeIdle(Connection connection) {
    if (isLimited()) {
      idle.remove(connection);
    }
  }

  boolean isLimited() {
    return max != Integer.MAX_VALUE;
  }

  boolean isWaitedFor() {
    return !waiting.isEmpty();
  }

  void putIdle(Connection connection) {
    idle.addFirst(connection);
  }

  void await(Exchange exchange) {
    waiting.addLast(exchange);
  }

  /** Returns the connections that are being opened and that any exchange may use. */
  Dials dials() {
    return dials;
  }

  /** Takes the exchange that a connection that is free is to carry next; null for none. */
  @Nullable Exchange nextFor() {
    Exchange relieved = dials.relieve();
    return relieved == null ? waiting.pollFirst() : relieved;
  }

  @Nullable Exchange nextWaiting() {
    return waiting.pollFirst();
  }

  void forget(Exchange exchange) {
    waiting.remove(exchange);
  }
}
