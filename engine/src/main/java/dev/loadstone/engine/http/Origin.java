package dev.loadstone.engine.http;

import java.net.URI;

/**
 * Where connections go.
 *
 * @param host a name or an address
 * @param port from 1 to 65535
 * @param tls whether TLS is spoken
 */
public record Origin(String host, int port, boolean tls) {
  /**
   * Returns the origin of an absolute URL (RFC 6454, section 4).
   *
   * @throws IllegalArgumentException if the scheme is not http or https, or there is no host
   */
  public static Origin of(URI url) {
    String scheme =
        url.getScheme() == null ? "" : url.getScheme().toLowerCase(java.util.Locale.ROOT);
    boolean tls = scheme.equals("https");
    String host = url.getHost();
    if ((!tls && !scheme.equals("http")) || host == null) {
      throw new IllegalArgumentException("must be an absolute http or https URL, got: " + url);
    }
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      throw new IllegalArgumentException("must have a port from 1 to 65535, got: " + url);
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new Origin(bare, url.getPort() > 0 ? url.getPort() : tls ? 443 : 80, tls);
  }

  /** Returns the value of the Host header: the port is left out if it is the scheme's own. */
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority();
  }
}
