package dev.loadstone.engine.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of this machine from which one event loop opens connections, one after the other.
 * With epoll the port is chosen when the connection is opened, so that each address has all
 * ephemeral ports for each address and port of a target. Source: ip(7), IP_BIND_ADDRESS_NO_PORT.
 * Not thread-safe.
 */
final class LocalAddresses {
  private final List<InetSocketAddress> addresses;
  private int next;

  /** Creates them; an empty list lets the machine choose. */
  LocalAddresses(List<InetAddress> addresses) {
    this.addresses = addresses.stream().map(address -> new InetSocketAddress(address, 0)).toList();
  }

  /** Sets what sockets need for this. */
  void prepare(Bootstrap bootstrap, Class<? extends Channel> channelType) {
    if (!addresses.isEmpty() && channelType == EpollSocketChannel.class) {
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
  }

  /**
   * Returns where the next connection to a target begins.
   *
   * @return null to let the machine choose, which is if there are no addresses of the target's
   *     family
   */
  @Nullable InetSocketAddress next(InetSocketAddress target) {
    for (int i = 0; i < addresses.size(); i++) {
      InetSocketAddress address = addresses.get(next);
      next = next + 1 == addresses.size() ? 0 : next + 1;
      if (fits(address, target)) {
        return address;
      }
    }
    return null;
  }

  /** Returns those of a target's addresses to which a connection from here can lead, in order. */
  List<InetSocketAddress> reachable(List<InetSocketAddress> targets) {
    return addresses.isEmpty()
        ? targets
        : targets.stream()
            .filter(target -> addresses.stream().anyMatch(address -> fits(address, target)))
            .toList();
  }

  private static boolean fits(InetSocketAddress address, InetSocketAddress target) {
    return address.getAddress().getClass() == target.getAddress().getClass();
  }
}
