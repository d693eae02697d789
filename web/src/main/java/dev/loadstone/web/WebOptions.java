package dev.loadstone.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How the page is served.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param token what viewers have to know; must be there unless the address is a loopback one
 * @param tls certificate and key to serve HTTPS with
 * @param runs the folder of the runs that are shown
 * @param names by which hosts the page may be called, beside addresses and {@code localhost}
 */
public record WebOptions(
    String host,
    int port,
    Optional<String> token,
    Optional<Tls> tls,
    Path runs,
    Set<String> names) {
  /** Fewer could be guessed. */
  public static final int TOKEN_LENGTH_MIN = 16;

  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if there is no token where one is needed, or too short a one
   */
  public WebOptions {
    names = Set.copyOf(names);
    if (token.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException("a token is needed on other addresses than 127.0.0.1");
    }
    if (token.isPresent() && token.get().length() < TOKEN_LENGTH_MIN) {
      throw new IllegalArgumentException(
          "the token must have at least " + TOKEN_LENGTH_MIN + " characters");
    }
  }

  /**
   * A certificate.
   *
   * @param certificate a PEM file, the chain after it
   * @param key a PEM file
   */
  public record Tls(Path certificate, Path key) {}

  /** Returns whether only this machine can reach an address; an unknown one counts as reachable. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
