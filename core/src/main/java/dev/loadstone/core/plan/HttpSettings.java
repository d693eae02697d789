package dev.loadstone.core.plan;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How HTTP is spoken to all targets of a plan.
 *
 * @param protocol which HTTP is spoken
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
    Protocol protocol,
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
          Protocol.DEFAULT,
          Connections.SHARED,
          Integer.MAX_VALUE,
          List.of(),
          5,
          true,
          false,
          Optional.empty(),
          false,
          TlsProvider.AUTO);

  /** Returns the same settings but for who uses a connection again. */
  public HttpSettings with(Connections others) {
    return new HttpSettings(
        protocol,
        others,
        connectionsMax,
        localAddresses,
        redirectsMax,
        cookies,
        compression,
        caFile,
        insecure,
        tlsProvider);
  }

  /** What speaks TLS. */
  public enum TlsProvider {
    /** OpenSSL where it is at hand for the platform, else the JDK. */
    AUTO,
    /** OpenSSL's interface, in the shape of BoringSSL. */
    OPENSSL,
    /** The JDK. */
    JDK
  }

  /**
   * Which HTTP is spoken, and how many requests a connection carries at once.
   *
   * @param version the version of HTTP
   * @param streamsPerConnection how many requests one HTTP/2 connection carries at once, at least
   *     1; fewer if the target allows fewer (RFC 9113, section 6.5.2)
   * @param pipelining how many requests one HTTP/1.1 connection carries at once, at least 1; more
   *     than 1 is pipelining (RFC 9112, section 9.3.2)
   */
  public record Protocol(Version version, int streamsPerConnection, int pipelining) {
    /**
     * How many streams an HTTP/2 connection has if the plan says nothing: the least that RFC 9113
     * (section 6.5.2) recommends servers to allow, so that hardly any server allows fewer.
     */
    public static final int STREAMS_DEFAULT = 100;

    /** What holds if the plan says nothing. */
    public static final Protocol DEFAULT = new Protocol(Version.HTTP_1_1, STREAMS_DEFAULT, 1);

    /** Returns how many requests one connection carries at once, whatever the target chooses. */
    public int requestsPerConnection() {
      return switch (version) {
        case HTTP_1_1 -> pipelining;
        case HTTP_2 -> streamsPerConnection;
        case AUTO -> 1;
      };
    }
  }

  /** A version of HTTP. */
  public enum Version {
    /** HTTP/1.1 (RFC 9112) always. */
    HTTP_1_1("http/1.1"),
    /**
     * HTTP/2 (RFC 9113) always: agreed by ALPN with TLS, by prior knowledge on clear text. A target
     * that does not speak it fails the operations.
     */
    HTTP_2("http/2"),
    /** With TLS whatever the target prefers by ALPN (RFC 7301), HTTP/1.1 on clear text. */
    AUTO("auto");

    private final String label;

    Version(String label) {
      this.label = label;
    }

    /** Returns how a plan spells it. */
    public String label() {
      return label;
    }

    /** Returns how a plan spells each of them. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Version::label).toList();
    }

    /** Returns the version that a plan spells so. */
    public static Optional<Version> of(String label) {
      return Arrays.stream(values()).filter(version -> version.label.equals(label)).findFirst();
    }
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
