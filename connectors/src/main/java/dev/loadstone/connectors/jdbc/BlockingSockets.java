package dev.loadstone.connectors.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/**
 * Sockets on which a thread that reads waits in the read itself. Those of the JDK do so only until
 * the first connect or read with a limit of time, which drivers and the pool have: from then on
 * they ask, wait, and ask again, three calls of the system in place of one. A channel's socket goes
 * back to waiting in the read. Made by drivers by name.
 */
public final class BlockingSockets extends SocketFactory {
  /** Creates a factory. */
  public BlockingSockets() {}

  @Override
  public Socket createSocket() throws IOException {
    return SocketChannel.open().socket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return bound(localHost, localPort, new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return bound(localHost, localPort, new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }

  private Socket bound(InetAddress localHost, int localPort, InetSocketAddress address)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(localHost, localPort));
    socket.connect(address);
    return socket;
  }
}
