package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.record.ErrorClass;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;

/** Who gets the lanes of connections that carry several exchanges. One per client. */
final class Lanes {
  /**
   * How often a request is sent again that the target did not serve before it went away; a target
   * that does so without end must not keep the generator busy.
   */
  private static final int RETRIES_MAX = 3;

  private final HttpClient client;

  Lanes(HttpClient client) {
    this.client = client;
  }

  /** A lane of a connection is free again. */
  void released(Exchange exchange, MultiConnection connection, boolean reusable) {
    Connections kind = client.settings().connections();
    connection.closeIfDrained();
    if (connection.isClosed()) {
      return;
    }
    if (!reusable || kind == Connections.PER_REQUEST) {
      connection.close();
    } else if (kind == Connections.PER_USER && connection.isIdle()) {
      client.own(exchange, connection);
    } else {
      offer(connection);
    }
  }

  /** Lets those who wait have a connection's free places, and remembers it if some are left. */
  void offer(MultiConnection connection) {
    ConnectionPool pool = connection.pool();
    if (client.settings().connections() != Connections.SHARED) {
      return;
    }
    while (connection.isReady() && connection.hasRoom() && pool.isWaitedFor()) {
      Exchange next = pool.nextWaiting();
      if (next != null) {
        client.use(next, connection, client.now());
      }
    }
    pool.offer(connection);
  }

  /** Looks for another connection for a request that this one did not take. */
  void again(Lane lane, long now) {
    Exchange exchange = lane.exchange();
    if (exchange != null) {
      client.release(exchange, lane, true, now);
      client.acquire(exchange, now);
    }
  }

  /** Lets a request wait for another connection, since the target allows this one fewer. */
  void postpone(Lane lane, long now) {
    if (lane.exchange() != null) {
      lane.exchange().unstart();
    }
    again(lane, now);
  }

  /**
   * Sends a request again that the target did not serve before it closed the connection.
   *
   * @param error what it fails with if that was so too often
   */
  void unserved(Lane lane, ErrorClass error, long now) {
    Exchange exchange = lane.exchange();
    if (exchange != null && exchange.retry() <= RETRIES_MAX) {
      again(lane, now);
    } else {
      lane.connection()
          .fail(
              lane,
              error,
              "the target closed the connection before it served the request, "
                  + (RETRIES_MAX + 1)
                  + " times",
              now);
    }
  }

  /** The target of a connection under way speaks HTTP/1.1: so will all connections there. */
  void becomeHttp1(MultiConnection connection, Channel channel, long now) {
    ConnectionPool pool = connection.pool();
    pool.multiple(false);
    connection.giveAway();
    List<Exchange> exchanges = new ArrayList<>();
    for (Lane lane : List.copyOf(connection.lanes())) {
      Exchange exchange = lane.exchange();
      connection.free(lane);
      if (exchange != null) {
        exchanges.add(exchange);
      }
    }
    Exchange first = exchanges.removeFirst();
    HttpConnection single = new HttpConnection(client, pool, first);
    connection.handOver(single);
    first.holds(single);
    single.adopt(channel, first, now);
    for (Exchange exchange : exchanges) {
      exchange.unstart();
      exchange.holds(null);
      client.acquire(exchange, now);
    }
  }
}
