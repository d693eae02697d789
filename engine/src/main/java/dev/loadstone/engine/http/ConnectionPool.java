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
  private final Origin origin;
  private final byte[] authority;
  private final int max;
  private final Deque<HttpConnection> idle = new ArrayDeque<>();
  private final Deque<Exchange> waiting = new ArrayDeque<>();
  private List<InetSocketAddress> addresses = List.of();
  private int open;

  ConnectionPool(Origin origin, int max) {
    this.origin = origin;
    this.max = max;
    this.authority = origin.authority().getBytes(StandardCharsets.US_ASCII);
  }

  Origin origin() {
    return origin;
  }

  byte[] authority() {
    return authority;
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

  void closed(HttpConnection connection) {
    open--;
    idle.remove(connection);
  }

  @Nullable HttpConnection takeIdle() {
    return idle.pollFirst();
  }

  @Nullable HttpConnection takeOldestIdle() {
    return idle.pollLast();
  }

  void removeIdle(HttpConnection connection) {
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

  void putIdle(HttpConnection connection) {
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
