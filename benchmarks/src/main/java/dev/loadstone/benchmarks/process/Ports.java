package dev.loadstone.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** TCP ports of the loopback address. */
public final class Ports {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int CONNECT_MILLIS = 1_000;

  private Ports() {}

  /** Returns a port that nobody listens on at the moment. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  /**
   * Waits until a server accepts connections.
   *
   * @param port where
   * @param server whose end ends the wait
   * @param timeout how long at most
   * @throws ProcessFailure if it ended or did not accept in time
   */
  public static void await(int port, Child server, Duration timeout) {
    while (!accepts(port)) {
      if (server.ended(POLL)) {
        throw new ProcessFailure("the server ended at once: " + server.lastWords());
      }
      if (server.ageSeconds() > timeout.toSeconds()) {
        throw new ProcessFailure("the server did not accept a connection in " + timeout);
      }
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
