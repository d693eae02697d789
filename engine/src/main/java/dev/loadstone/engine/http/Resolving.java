package dev.loadstone.engine.http;

import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.record.ErrorClass;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks for the addresses of hosts, off the event loop; the exchanges that need them wait meanwhile.
 * There is one question at a time for each pool, whoever waits for its answer. Not thread-safe.
 */
final class Resolving {
  /** So many exchanges go on at once; then sockets have their turn. */
  private static final int TURN = 64;

  private final HttpClient client;
  private final HttpEnvironment environment;
  private final Sockets sockets;
  private final Map<ConnectionPool, Queue<Waiting>> waiting = new HashMap<>();

  /** An exchange that waits, unless its number has changed. */
  private record Waiting(Exchange exchange, int serial) {
    boolean isOver() {
      return exchange.serial() != serial;
    }
  }

  Resolving(HttpClient client, HttpEnvironment environment, Sockets sockets) {
    this.client = client;
    this.environment = environment;
    this.sockets = sockets;
  }

  /** Goes on with an exchange when the addresses of its pool are known, or fails it. */
  void await(Exchange exchange, ConnectionPool pool, long now) {
    exchange.start(now);
    Waiting one = new Waiting(exchange, exchange.serial());
    Timeouts timeouts = exchange.operation().step().timeouts();
    long patience = Math.min(timeouts.connect().toNanos(), timeouts.total().toNanos());
    client.timers().add(now + patience, at -> timedOut(one, pool));
    Queue<Waiting> others = waiting.get(pool);
    if (others != null) {
      others.add(one);
      return;
    }
    Queue<Waiting> first = new ArrayDeque<>();
    first.add(one);
    waiting.put(pool, first);
    Thread.ofVirtual().start(() -> ask(pool));
  }

  private void timedOut(Waiting one, ConnectionPool pool) {
    boolean waits = waiting.getOrDefault(pool, new ArrayDeque<>()).remove(one);
    if (waits && !one.isOver()) {
      one.exchange.abandon();
      fail(one.exchange, ErrorClass.TIMEOUT_CONNECT, "no address of " + host(pool) + " in time");
    }
  }

  private static String host(ConnectionPool pool) {
    return pool.origin().host();
  }

  private void ask(ConnectionPool pool) {
    List<InetSocketAddress> found = new ArrayList<>();
    try {
      found.addAll(environment.resolver().resolve(pool.origin()));
    } catch (UnknownHostException unknown) {
      // told on the loop
    } finally {
      tell(pool, found);
    }
  }

  private void tell(ConnectionPool pool, List<InetSocketAddress> found) {
    try {
      environment.eventLoop().execute(() -> answered(pool, found));
    } catch (RejectedExecutionException over) {
      // the run is over, and nobody waits for this any more
    }
  }

  private void answered(ConnectionPool pool, List<InetSocketAddress> found) {
    pool.resolved(sockets.reachable(found));
    Queue<Waiting> all = waiting.remove(pool);
    if (all != null) {
      goOn(all, pool, found);
    }
  }

  private void goOn(Queue<Waiting> all, ConnectionPool pool, List<InetSocketAddress> found) {
    for (int i = 0; i < TURN && !all.isEmpty(); i++) {
      Waiting next = all.remove();
      if (next.isOver()) {
        continue;
      }
      if (found.isEmpty()) {
        fail(next.exchange, ErrorClass.DNS, "the host " + host(pool) + " has no address");
      } else if (pool.addresses().isEmpty()) {
        fail(
            next.exchange,
            ErrorClass.CONNECT,
            "http.localAddresses has no address of the same family as " + found.getFirst());
      } else {
        client.acquire(next.exchange, client.now());
      }
    }
    if (!all.isEmpty()) {
      client.timers().add(client.now() + 1, at -> goOn(all, pool, found));
    }
  }

  private void fail(Exchange exchange, ErrorClass error, String why) {
    exchange.fail(error, why);
    client.finish(exchange, null, client.now());
  }
}
