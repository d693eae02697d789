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
  private final Origin origin;
  private final byte[] authority;
  private final int max;
  private final HpackField authorityField;
  private final Deque<MultiConnection> roomy = new ArrayDeque<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private List<InetSocketAddress> addresses = List.of();
  private boolean multiple;
  private int open;

  /**
   * What tells pools apart.
   *
   * @param origin the server
   * @param http2Only whether connections speak HTTP/2 whatever the plan says
   */
  record Key(Origin origin, boolean http2Only) {}

  /** Creates a pool that may have so many connections. */
  ConnectionPool(Key key, int max) {
    this.key = key;
    this.origin = key.origin;
    this.max = max;
    this.authorityField = new HpackField(":authority", origin.authority());
    this.authority = origin.authority().getBytes(StandardCharsets.US_ASCII);
  }

  Origin origin() {
    return origin;
  }

  /** Returns whether its connections speak HTTP/2 whatever the plan says. */
  boolean isHttp2Only() {
    return key.http2Only;
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
  }

  @Nullable Connection takeIdle() {
    return idle.pollFirst();
  }

  @Nullable Connection takeOldestIdle() {
    return idle.pollLast();
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

  @Nullable Exchange nextWaiting() {
    return waiting.pollFirst();
  }

  void forget(Exchange exchange) {
    waiting.remove(exchange);
  }
}
