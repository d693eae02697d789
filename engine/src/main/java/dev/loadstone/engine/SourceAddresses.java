package dev.loadstone.engine;

import dev.loadstone.core.problem.Problem;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a plan's local addresses are addresses of this machine. */
final class SourceAddresses {
  private SourceAddresses() {}

  /** Returns a problem for each address from which this machine opens no connection. */
  static List<Problem> problems(List<InetAddress> addresses) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      InetAddress address = addresses.get(i);
      if (!isHere(address)) {
        problems.add(
            new Problem(
                Optional.empty(),
                "http.localAddresses[" + i + "]",
                "must be an address of this machine, got: " + address.getHostAddress(),
                "It has " + known() + "."));
      }
    }
    return problems;
  }

  /**
   * Asks the kernel: on Linux all of 127.0.0.0/8 is here, though no interface says so. By UDP,
   * since the ports of TCP may all be in use.
   */
  private static boolean isHere(InetAddress address) {
    try (DatagramSocket _ = new DatagramSocket(new InetSocketAddress(address, 0))) {
      return true;
    } catch (SocketException foreign) {
      return false;
    }
  }

  private static String known() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .sorted((a, b) -> Boolean.compare(a instanceof Inet6Address, b instanceof Inet6Address))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.joining(", "));
    } catch (SocketException unknown) {
      return "addresses that could not be found out";
    }
  }
}
