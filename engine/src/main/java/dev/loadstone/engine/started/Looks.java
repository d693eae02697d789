package dev.loadstone.engine.started;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Looks from outside whether something serves at an address. */
final class Looks {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int OK_MIN = 200;
  private static final int OK_MAX = 299;

  private Looks() {}

  /** Returns why there is no connection; empty if there is one. */
  static Optional<String> connection(String host, int port) {
    String place = host + ":" + port;
    try {
      String why = place + ": the host name has no address";
      for (InetAddress address : InetAddress.getAllByName(host)) {
        try (Socket socket = new Socket()) {
          socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
          return Optional.empty();
        } catch (IOException refused) {
          why = place + ": " + said(refused);
        }
      }
      return Optional.of(why);
    } catch (IOException unknown) {
      return Optional.of(place + ": the host name has no address");
    }
  }

  /** Returns why an address is not answered as it should be; empty if it is. */
  static Optional<String> answer(URI url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
      try {
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        int status = connection.getResponseCode();
        return status >= OK_MIN && status <= OK_MAX
            ? Optional.empty()
            : Optional.of("GET " + url + " was answered with status " + status);
      } finally {
        connection.disconnect();
      }
    } catch (IOException failed) {
      return Optional.of("GET " + url + ": " + said(failed));
    }
  }

  private static String said(IOException failed) {
    return Objects.requireNonNullElse(failed.getMessage(), failed.getClass().getSimpleName());
  }
}
