package dev.loadstone.engine.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses of hosts, asked for once each in a run. Thread-safe. */
public final class Resolver {
  private final Map<Origin, List<InetSocketAddress>> known = new ConcurrentHashMap<>();

  /**
   * Returns the addresses of an origin's host, in the order of the platform's resolver; blocks the
   * first time.
   *
   * @return at least one
   * @throws UnknownHostException if the host has none
   */
  public List<InetSocketAddress> resolve(Origin origin) throws UnknownHostException {
    List<InetSocketAddress> addresses = known.get(origin);
    if (addresses == null) {
      addresses =
          Arrays.stream(InetAddress.getAllByName(origin.host()))
              .map(address -> new InetSocketAddress(address, origin.port()))
              .toList();
      known.put(origin, addresses);
    }
    return addresses;
  }

  /**
   * Returns the addresses of an origin if they are known already, or if its host is an address;
   * empty otherwise. Never blocks.
   */
  List<InetSocketAddress> known(Origin origin) {
    List<InetSocketAddress> addresses = known.get(origin);
    return addresses == null ? literal(origin) : addresses;
  }

  private static List<InetSocketAddress> literal(Origin origin) {
    try {
      return List.of(new InetSocketAddress(InetAddress.ofLiteral(origin.host()), origin.port()));
    } catch (IllegalArgumentException name) {
      return List.of();
    }
  }
}
