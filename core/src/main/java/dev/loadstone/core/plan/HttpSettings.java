package dev.loadstone.core.plan;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How HTTP is spoken to all targets of a plan.
 *
 * @param connections who uses a connection again
 * @param connectionsMax how many connections to one target may be open at once, over the whole run;
 *     an operation waits for a free one, and the wait is in its response time; {@link
 *     Integer#MAX_VALUE} for no limit
 * @param localAddresses from which connections are opened, one after the other; empty to let the
 *     machine choose
 * @param redirectsMax how many redirects of one operation are followed; 0 for none
 * @param cookies whether a virtual user keeps cookies
 * @param compression whether gzip is offered to the target
 * @param caFile certificates (PEM) of the authorities to be trusted for TLS instead of the
 *     machine's
 * @param insecure whether any certificate is accepted
 * @param tlsProvider what speaks TLS
 */
public record HttpSettings(
    Connections connections,
    int connectionsMax,
    List<InetAddress> localAddresses,
    int redirectsMax,
    boolean cookies,
    boolean compression,
    Optional<Path> caFile,
    boolean insecure,
    TlsProvider tlsProvider) {
  /** Copies the addresses. */
  public HttpSettings {
    localAddresses = List.copyOf(localAddresses);
  }

  /** What holds if the plan says nothing. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(
          Connections.SHARED,
          Integer.MAX_VALUE,
          List.of(),
          5,
          true,
          false,
          Optional.empty(),
          false,
          TlsProvider.AUTO);

  /** What speaks TLS. */
  public enum TlsProvider {
    /** OpenSSL where it is at hand for the platform, else the JDK. */
    AUTO,
    /** OpenSSL's interface, in the shape of BoringSSL. */
    OPENSSL,
    /** The JDK. */
    JDK
  }

  /** Who uses a connection again. */
  public enum Connections {
    /** Any virtual user, the connection used last first. */
    SHARED,
    /** Only the virtual user that opened it. */
    PER_USER,
    /** Nobody: every request opens its own. */
    PER_REQUEST
  }
}
